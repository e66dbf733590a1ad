package org.broadsheet.networks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;

/** What of a value is not as a schema of OpenAPI 3.0 has it, as far as the description of X goes. */
final class SchemaCheck {
    private final JsonNode document;

    SchemaCheck(JsonNode document) {
        this.document = document;
    }

    JsonNode resolve(JsonNode node) {
        var reference = node.path("$ref");
        return reference.isMissingNode()
                ? node
                : document.at(reference.textValue().substring(1));
    }

    /** A parameter, as it is written in an address; lists have commas. */
    void checkText(String name, String text, JsonNode reference, List<String> complaints) {
        var schema = resolve(reference);
        switch (schema.path("type").asText()) {
            case "array" -> {
                var parts = List.of(text.split(",", -1));
                parts.forEach(part -> checkText(name, part, schema.path("items"), complaints));
                count(name, parts.size(), schema, complaints);
                if (schema.path("uniqueItems").asBoolean() && new HashSet<>(parts).size() < parts.size()) {
                    complaints.add(name + " has something twice");
                }
            }
            case "integer" -> {
                if (text.matches("-?[0-9]{1,9}")) {
                    check(name, IntNode.valueOf(Integer.parseInt(text)), schema, complaints);
                } else {
                    complaints.add(name + " is no number: " + text);
                }
            }
            default -> check(name, TextNode.valueOf(text), schema, complaints);
        }
    }

    private static void count(String name, int size, JsonNode schema, List<String> complaints) {
        if (size < schema.path("minItems").asInt(0)
                || size > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
            complaints.add(name + " has " + size + " elements");
        }
    }

    void check(String name, JsonNode value, JsonNode reference, List<String> complaints) {
        var schema = resolve(reference);
        if (schema.has("oneOf")) {
            oneOf(name, value, schema.path("oneOf"), complaints);
            return;
        }
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        switch (schema.path("type").asText()) {
            case "object" -> object(name, value, schema, complaints);
            case "array" -> {
                require(value.isArray(), name + " is no list", complaints);
                value.forEach(element -> check(name + "[]", element, schema.path("items"), complaints));
                count(name, value.size(), schema, complaints);
            }
            case "string" -> string(name, value, schema, complaints);
            case "integer" -> {
                require(value.isIntegralNumber(), name + " is no integer", complaints);
                require(
                        value.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE)
                                && value.asLong() <= schema.path("maximum").asLong(Long.MAX_VALUE),
                        name + " is out of range: " + value,
                        complaints);
            }
            case "number" -> require(value.isNumber(), name + " is no number", complaints);
            case "boolean" -> require(value.isBoolean(), name + " is no boolean", complaints);
            default -> complaints.add(name + " has a schema that is not understood: " + schema);
        }
    }

    private void oneOf(String name, JsonNode value, JsonNode schemas, List<String> complaints) {
        boolean fits = StreamSupport.stream(schemas.spliterator(), false).anyMatch(schema -> {
            var own = new ArrayList<String>();
            check(name, value, schema, own);
            return own.isEmpty();
        });
        require(fits, name + " is none of what it may be: " + value, complaints);
    }

    private void object(String name, JsonNode value, JsonNode schema, List<String> complaints) {
        require(value.isObject(), name + " is no object", complaints);
        schema.path("required")
                .forEach(required ->
                        require(value.has(required.asText()), name + " has no " + required.asText(), complaints));
        if (!schema.has("properties")) {
            return;
        }
        value.properties().forEach(field -> {
            var property = schema.path("properties").path(field.getKey());
            if (property.isMissingNode()) {
                complaints.add(name + " has no field " + field.getKey());
            } else {
                check(name + "." + field.getKey(), field.getValue(), property, complaints);
            }
        });
    }

    private static void string(String name, JsonNode value, JsonNode schema, List<String> complaints) {
        var text = value.asText();
        require(value.isTextual(), name + " is no text", complaints);
        require(text.length() >= schema.path("minLength").asInt(0), name + " is too short", complaints);
        require(
                text.matches(schema.path("pattern").asText("(?s).*")),
                name + " is not written so: " + text,
                complaints);
        if (schema.has("enum")) {
            boolean isKnown = StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .anyMatch(known -> known.asText().equals(text));
            require(isKnown, name + " knows no " + text, complaints);
        }
        if (schema.path("format").asText().equals("date-time")) {
            require(isTime(text), name + " is no time: " + text, complaints);
        }
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static void require(boolean holds, String complaint, List<String> complaints) {
        if (!holds) {
            complaints.add(complaint);
        }
    }
}
