package org.broadsheet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A request that {@link FeedServer} has seen.
 *
 * @param path with the query, as it was sent
 * @param body in UTF-8, empty if there was none
 */
public record ReceivedRequest(String method, String path, Map<String, List<String>> headers, String body) {
    public ReceivedRequest {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = copy;
    }

    /** The query, or the form that was posted: names and values decoded, of a name given twice the last. */
    public Map<String, String> fields() {
        String query = method.equals("POST") ? body : path.substring(path.indexOf('?') + 1);
        Map<String, String> fields = new TreeMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return fields;
    }

    /** All values that a name of the query has, in their order. */
    public List<String> values(String name) {
        return Stream.of(path.substring(path.indexOf('?') + 1).split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), UTF_8))
                .toList();
    }

    /** Everything that was sent, as one text. */
    public String whole() {
        return method + " " + path + "\n" + headers + "\n" + body;
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(List::getFirst);
    }
}
