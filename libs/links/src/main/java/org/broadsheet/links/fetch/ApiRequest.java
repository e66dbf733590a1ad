package org.broadsheet.links.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call of an API.
 *
 * @param method GET or POST
 * @param uri absolute, http or https
 * @param headers beside {@code User-Agent}, {@code Accept-Encoding} and those of the body
 * @param body null for none
 * @param boundTo the origin that the secrets in it belong to: it is sent nowhere else, and not without TLS. Null for a
 *     call without secrets
 * @param maxBody bytes of the answer that are read
 */
public record ApiRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable Body body,
        @Nullable URI boundTo,
        int maxBody) {
    /** Enough for what is asked about an account; timelines are larger. */
    public static final int SMALL = 128 << 10;

    public ApiRequest {
        requireNonNull(method, "method");
        requireNonNull(uri, "uri");
        headers = Map.copyOf(headers);
        if (maxBody <= 0) {
            throw new IllegalArgumentException("maxBody must be positive");
        }
    }

    /** What is sent. */
    public record Body(String contentType, String text) {
        public Body {
            requireNonNull(contentType, "contentType");
            requireNonNull(text, "text");
        }

        @Override
        public String toString() {
            return "Body[" + contentType + "]";
        }
    }

    public static ApiRequest get(URI uri) {
        return new ApiRequest("GET", uri, Map.of("Accept", "application/json"), null, null, SMALL);
    }

    public static ApiRequest postJson(URI uri, String json) {
        return post(uri, new Body("application/json", json));
    }

    /** A POST without a body. */
    public static ApiRequest post(URI uri) {
        return new ApiRequest("POST", uri, Map.of("Accept", "application/json"), null, null, SMALL);
    }

    public static ApiRequest postForm(URI uri, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return post(uri, new Body("application/x-www-form-urlencoded", form));
    }

    private static ApiRequest post(URI uri, Body body) {
        return new ApiRequest("POST", uri, Map.of("Accept", "application/json"), body, null, SMALL);
    }

    public ApiRequest withHeader(String name, String value) {
        var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new ApiRequest(method, uri, more, body, boundTo, maxBody);
    }

    /** The same call, which has secrets that belong to the origin of this URL. */
    public ApiRequest boundTo(URI origin) {
        return new ApiRequest(method, uri, headers, body, requireNonNull(origin, "origin"), maxBody);
    }

    public ApiRequest readingAtMost(int bytes) {
        return new ApiRequest(method, uri, headers, body, boundTo, bytes);
    }

    /** Without headers, body and query, where secrets are. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
