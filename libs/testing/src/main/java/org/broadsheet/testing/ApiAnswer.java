package org.broadsheet.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

/** What the API answered. */
public record ApiAnswer(int code, HttpHeaders headers, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The whole body; fails if it is not JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(code + " with a body that is not JSON: " + text, e);
        }
    }

    /** The envelope's data. */
    public JsonNode data() {
        return json().path("data");
    }

    /** The envelope's status, as {@code success}. */
    public String status() {
        return json().path("status").asText();
    }

    /** The envelope's words. */
    public String message() {
        return json().path("message").asText();
    }

    /** The first value of a header, empty text if there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
