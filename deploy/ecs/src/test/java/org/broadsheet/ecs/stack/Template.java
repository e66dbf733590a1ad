package org.broadsheet.ecs.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A template, as its resources. */
record Template(String stack, String text, Map<String, Resource> resources) {
    record Resource(String id, String type, JsonNode properties, JsonNode whole) {
        JsonNode at(String pointer) {
            return properties.at(pointer);
        }
    }

    static List<Template> of(String stage) {
        return Synthesised.templates(stage).entrySet().stream()
                .map(made -> parse(made.getKey(), made.getValue()))
                .toList();
    }

    /** All resources of a stage. */
    static Stream<Resource> resources(String stage) {
        return of(stage).stream().flatMap(template -> template.resources().values().stream());
    }

    static List<Resource> resources(String stage, String type) {
        return resources(stage).filter(resource -> resource.type().equals(type)).toList();
    }

    /** Containers of all task definitions. */
    static List<JsonNode> containers(String stage) {
        var found = new ArrayList<JsonNode>();
        resources(stage, "AWS::ECS::TaskDefinition")
                .forEach(task -> task.at("/ContainerDefinitions").forEach(found::add));
        return found;
    }

    private static Template parse(String stack, String text) {
        var resources = new LinkedHashMap<String, Resource>();
        Lines.read(text)
                .get("Resources")
                .properties()
                .forEach(entry -> resources.put(
                        entry.getKey(),
                        new Resource(
                                entry.getKey(),
                                entry.getValue().get("Type").asText(),
                                entry.getValue().path("Properties"),
                                entry.getValue())));
        return new Template(stack, text, resources);
    }
}
