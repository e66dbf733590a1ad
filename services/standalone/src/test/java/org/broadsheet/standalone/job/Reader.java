package org.broadsheet.standalone.job;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A person with a token, who reads over the API. */
final class Reader {
    private static final ObjectMapper JSON = ObjectMapper.getDefault();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI api;
    private final String token;

    private Reader(URI base, String token) {
        this.api = base.resolve("/api/v1/");
        this.token = token;
    }

    static Reader signUp(URI base, String email) throws IOException, InterruptedException {
        var anonymous = new Reader(base, "");
        anonymous.post("accounts", Map.of("email", email, "password", "a long password"));
        var token = anonymous.post("tokens", Map.of("email", email, "password", "a long password", "name", "test"));
        return new Reader(base, String.valueOf(token.data().get("token")));
    }

    /** The same person after a restart. */
    Reader at(URI base) {
        return new Reader(base, token);
    }

    record Answer(int status, String message, Map<String, Object> data) {}

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    Answer put(String path, Object body) throws IOException, InterruptedException {
        return send(request(path).PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /** All items of a paged answer, read on by its cursor where it has one, else by number. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> all(String path) throws IOException, InterruptedException {
        var items = new ArrayList<Map<String, Object>>();
        var separator = path.contains("?") ? "&" : "?";
        var next = path + separator + "size=100";
        for (int page = 2; ; page++) {
            var answer = get(next);
            if (answer.status() != 200) {
                throw new AssertionError(path + " answers " + answer);
            }
            var found = (List<Map<String, Object>>) answer.data().getOrDefault("items", List.of());
            items.addAll(found);
            var cursor = answer.data().get("next");
            if (cursor == null && items.size() >= total(answer) || found.isEmpty()) {
                return items;
            }
            next = path + separator + "size=100&"
                    + (cursor == null
                            ? "page=" + page
                            : "cursor=" + URLEncoder.encode(cursor.toString(), StandardCharsets.UTF_8));
        }
    }

    static long total(Answer answer) {
        return answer.data().get("totalItems") instanceof Number number ? number.longValue() : -1;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    @SuppressWarnings("unchecked")
    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        var envelope = JSON.readValue(response.body(), Argument.mapOf(String.class, Object.class));
        var data = envelope != null && envelope.get("data") instanceof Map<?, ?> map
                ? (Map<String, Object>) map
                : Map.<String, Object>of();
        return new Answer(response.statusCode(), envelope == null ? "" : String.valueOf(envelope.get("message")), data);
    }
}
