package org.broadsheet.networks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.broadsheet.testing.Corpus;
import org.broadsheet.testing.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * X's own interface description, which lies beside a developer's checkout. Stricter than it asks to be: fields that it does not
 * name are wrong, since a name that X does not know is what would go unnoticed.
 */
final class XDocument {
    static final String FILE = "x/openapi-timeline-subset.json";

    private final SchemaCheck schemas;
    private final JsonNode paths;

    private XDocument(JsonNode document) {
        this.schemas = new SchemaCheck(document);
        this.paths = document.path("paths");
    }

    /** Skips the test where the document is not there. */
    static XDocument read() throws IOException {
        return new XDocument(new ObjectMapper().readTree(Files.readString(Corpus.path(FILE))));
    }

    /** What of a request is not as the document has it. */
    List<String> complaints(ReceivedRequest request) {
        var path = URI.create(request.path()).getPath();
        var operation = operation(request.method(), path);
        if (operation.isMissingNode()) {
            return List.of(request.method() + " " + path + " is not in the document");
        }
        var complaints = new ArrayList<String>();
        Map<String, String> left = request.fields();
        for (var reference : operation.path("parameters")) {
            var parameter = schemas.resolve(reference);
            if (parameter.path("in").asText().equals("query")) {
                parameter(parameter, left.remove(parameter.path("name").asText()), complaints);
            }
        }
        left.keySet().forEach(name -> complaints.add("no parameter is named " + name));
        if (!request.header("Authorization").orElse("").startsWith("Bearer ")) {
            complaints.add("there is no token");
        }
        return complaints;
    }

    private void parameter(JsonNode parameter, @Nullable String given, List<String> complaints) {
        var name = parameter.path("name").asText();
        if (given != null) {
            schemas.checkText(name, given, parameter.path("schema"), complaints);
        } else if (parameter.path("required").asBoolean()) {
            complaints.add(name + " is missing");
        }
    }

    /** What of an answer with status 200 is not as the document has it. */
    List<String> complaints(ReceivedRequest request, byte[] answer) throws IOException {
        var operation = operation(request.method(), URI.create(request.path()).getPath());
        var complaints = new ArrayList<String>();
        schemas.check(
                "answer",
                new ObjectMapper().readTree(answer),
                operation.at("/responses/200/content/application~1json/schema"),
                complaints);
        return complaints;
    }

    private JsonNode operation(String method, String path) {
        for (var known : paths.properties()) {
            var pattern = Pattern.compile(known.getKey().replaceAll("\\{[a-z]+}", "[^/]+"));
            if (pattern.matcher(path).matches()) {
                return known.getValue().path(method.toLowerCase(Locale.ROOT));
            }
        }
        return paths.path("none");
    }
}
