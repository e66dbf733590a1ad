package org.broadsheet.ecs.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Templates as people read them. */
final class Lines {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Lines() {}

    static String of(String template) {
        try {
            return JSON.writeValueAsString(read(template)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static JsonNode read(String template) {
        try {
            return JSON.readTree(template);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
