package org.broadsheet.ecs.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A template whose resources may be deleted; those that leave a snapshot still do. */
public final class Unprotect {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BALANCER_KEY = "deletion_protection.enabled";

    private Unprotect() {}

    public static String template(String template) {
        try {
            var root = JSON.readTree(template);
            root.path("Resources").forEach(resource -> unprotect(resource.path("Properties")));
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new DeploymentException("the template is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void unprotect(JsonNode properties) {
        if (properties instanceof ObjectNode object && object.has("DeletionProtection")) {
            object.put("DeletionProtection", false);
        }
        if (properties.path("LoadBalancerAttributes") instanceof ArrayNode attributes) {
            for (var attribute : attributes) {
                if (attribute instanceof ObjectNode object
                        && attribute.path("Key").asText().equals(BALANCER_KEY)) {
                    object.put("Value", "false");
                }
            }
        }
    }
}
