package org.broadsheet.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What makes two calls the same: method, address and content; the order of a JSON object's fields makes no difference. */
final class Fingerprint {
    private Fingerprint() {}

    static byte[] of(HttpRequest<?> request, byte[] body, ObjectMapper json) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.getMethodName() + ' ' + request.getUri() + '\n').getBytes(UTF_8));
            return digest.digest(canonical(body, json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] canonical(byte[] body, ObjectMapper json) {
        try {
            var value = json.readValue(body, Argument.mapOf(String.class, Object.class));
            return value == null ? body : json.writeValueAsBytes(sorted(value));
        } catch (IOException | RuntimeException e) {
            return body; // no JSON object: compared as it is
        }
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var ordered = new TreeMap<String, @Nullable Object>();
                map.forEach((name, component) -> ordered.put(String.valueOf(name), sorted(component)));
                yield ordered;
            }
            case List<?> list -> list.stream().map(Fingerprint::sorted).toList();
            case null, default -> value;
        };
    }
}
