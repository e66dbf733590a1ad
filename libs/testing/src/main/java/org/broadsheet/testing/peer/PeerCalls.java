package org.broadsheet.testing.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody does at a peer: plain HTTP, which fails loudly. */
final class PeerCalls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PeerCalls() {}

    static JsonNode get(String url, @Nullable String token) throws IOException, InterruptedException {
        return json(send(request(url, token).GET()));
    }

    static HttpResponse<String> form(String url, @Nullable String token, Map<String, String> fields)
            throws IOException, InterruptedException {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(joining("&"));
        return send(request(url, token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    static JsonNode post(String url, @Nullable String token, Object body) throws IOException, InterruptedException {
        return json(send(request(url, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    static void delete(String url, String token) throws IOException, InterruptedException {
        var unused = json(send(request(url, token).DELETE()));
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    response.uri() + " answers " + response.statusCode() + " " + response.body());
        }
        return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private static HttpRequest.Builder request(String url, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(url));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        // snac closes connections that it said it would keep.
        try (var browser =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return browser.send(request.build(), BodyHandlers.ofString());
        }
    }
}
