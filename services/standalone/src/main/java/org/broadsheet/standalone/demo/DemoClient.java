package org.broadsheet.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the API as any program does. */
final class DemoClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .cookieHandler(new CookieManager())
            .build();
    private final URI api;
    private final ObjectMapper json = ObjectMapper.getDefault();
    private @Nullable String token;

    DemoClient(URI base) {
        this.api = base.resolve("/api/v1/");
    }

    /** @param data of the envelope, empty where it has none */
    record Answer(int status, String message, Map<String, Object> data) {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> items() {
            return data.get("items") instanceof List<?> items ? (List<Map<String, Object>>) items : List.of();
        }

        long total() {
            return data.get("totalItems") instanceof Number number ? number.longValue() : 0;
        }
    }

    void useToken(String text) {
        token = text;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    /** Opens an address of ours as a browser does that another site has sent here. */
    void follow(URI address) throws IOException, InterruptedException {
        var here = api.resolve(address.getRawPath() + "?" + address.getRawQuery());
        var response = http.send(HttpRequest.newBuilder(here).timeout(PATIENCE).build(), BodyHandlers.discarding());
        var outcome = response.headers().firstValue("Location").orElse("");
        if (!outcome.endsWith("connection=connected")) {
            throw new IOException("the demo's account is not connected: " + response.statusCode() + " " + outcome);
        }
    }

    Answer put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(path).PUT(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(api.resolve(path)).timeout(PATIENCE).header("Content-Type", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    @SuppressWarnings("unchecked")
    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofByteArray());
        var envelope = json.readValue(response.body(), Argument.mapOf(String.class, Object.class));
        if (envelope == null) {
            throw new IOException("an empty answer: " + new String(response.body(), UTF_8));
        }
        var data = envelope.get("data") instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.<String, Object>of();
        return new Answer(response.statusCode(), String.valueOf(envelope.get("message")), data);
    }
}
