package org.broadsheet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A caller of the API, without a cookie jar: what is sent is only what a test says. Paths without a leading slash are
 * below {@code /api/v1/}. Immutable, safe for use by several threads.
 */
public final class ApiClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI base;
    private final Map<String, String> headers;
    private final Duration timeout;

    private ApiClient(URI base, Map<String, String> headers, Duration timeout) {
        this.base = base;
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
    }

    /** A caller who says nothing of who they are. */
    public static ApiClient at(URI base) {
        return new ApiClient(base, Map.of(), TIMEOUT);
    }

    /** The same caller with one more header. */
    public ApiClient with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new ApiClient(base, more, timeout);
    }

    /** The same caller who waits so long for an answer, and no longer. */
    public ApiClient within(Duration patience) {
        return new ApiClient(base, headers, patience);
    }

    /** The same caller with a token. */
    public ApiClient bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public ApiAnswer get(String path) {
        return send("GET", path, "application/json", null);
    }

    public ApiAnswer delete(String path) {
        return send("DELETE", path, "application/json", null);
    }

    public ApiAnswer post(String path, Object json) {
        return send("POST", path, "application/json", write(json));
    }

    public ApiAnswer put(String path, Object json) {
        return send("PUT", path, "application/json", write(json));
    }

    public ApiAnswer patch(String path, Object json) {
        return send("PATCH", path, "application/json", write(json));
    }

    /** Any call; a body of null is none at all. */
    public ApiAnswer send(String method, String path, String contentType, @Nullable String body) {
        var request = HttpRequest.newBuilder(base.resolve(path.startsWith("/") ? path : "/api/v1/" + path))
                .timeout(timeout)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, UTF_8));
        headers.forEach(request::header);
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
            return new ApiAnswer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String write(Object json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a test's body has no JSON form", e);
        }
    }
}
