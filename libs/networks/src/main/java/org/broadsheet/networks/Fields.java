package org.broadsheet.networks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;

/** The fields of a text that was sealed by us. What is wrong with it is said without repeating any of it. */
record Fields(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    static Fields parse(String text) {
        try {
            return new Fields(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            e.clearLocation(); // it holds the text
            throw new IllegalArgumentException("what was sealed is not JSON");
        }
    }

    Optional<String> optional(String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }

    String text(String field) {
        return optional(field).orElseThrow(() -> new IllegalArgumentException("what was sealed lacks " + field));
    }

    Secret secret(String field) {
        return new Secret(text(field));
    }

    @Nullable
    Secret optionalSecret(String field) {
        return optional(field).map(Secret::new).orElse(null);
    }

    URI uri(String field) {
        return URI.create(text(field));
    }

    @Nullable
    URI optionalUri(String field) {
        return optional(field).map(URI::create).orElse(null);
    }

    static @Nullable String reveal(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal();
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    @Override
    public String toString() {
        return "Fields";
    }
}
