package org.broadsheet.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** The one shape of every JSON answer. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Envelope<T>(
        Status status, String message, @Nullable T data) {
    public Envelope {
        requireNonNull(status, "status");
        requireNonNull(message, "message");
    }

    /** 200 with data. */
    public static <T> Envelope<T> of(T data) {
        return new Envelope<>(Status.SUCCESS, "", data);
    }

    /** 200 with words alone. */
    public static <T> Envelope<T> done(String message) {
        return new Envelope<>(Status.SUCCESS, message, null);
    }

    /** 201 or 202 with data. */
    public static <T> MutableHttpResponse<Envelope<T>> answer(HttpStatus status, String message, T data) {
        return HttpResponse.status(status).body(new Envelope<>(Status.SUCCESS, message, data));
    }

    /** 201 or 202 with words alone. */
    public static MutableHttpResponse<Envelope<Object>> answer(HttpStatus status, String message) {
        return HttpResponse.status(status).body(done(message));
    }

    static MutableHttpResponse<Envelope<?>> problem(HttpStatus status, String message) {
        return HttpResponse.<Envelope<?>>status(status).body(new Envelope<>(Status.ofError(status), message, null));
    }
}
