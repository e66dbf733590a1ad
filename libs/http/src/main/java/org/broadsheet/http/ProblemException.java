package org.broadsheet.http;

import static java.util.Objects.requireNonNull;

import io.micronaut.http.HttpStatus;
import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that can't be answered as asked, with the words that its caller reads. Thrown by controllers; nothing that was
 * asked for has happened.
 */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final HttpStatus httpStatus;
    private final transient @Nullable Object data;
    private final @Nullable Duration retryAfter;

    private ProblemException(HttpStatus status, String message, @Nullable Object data, @Nullable Duration retryAfter) {
        super(requireNonNull(message, "message"), null, false, false);
        this.httpStatus = status;
        this.data = data;
        this.retryAfter = retryAfter;
    }

    /** 400: the call is not formed as it should be. */
    public static ProblemException badRequest(String message) {
        return new ProblemException(HttpStatus.BAD_REQUEST, message, null, null);
    }

    /** 422: well formed, but a value can't be accepted. */
    public static ProblemException unacceptable(String message) {
        return new ProblemException(HttpStatus.UNPROCESSABLE_ENTITY, message, null, null);
    }

    /** 401: who is calling is not known, or the given secrets are wrong. */
    public static ProblemException notAuthenticated(String message) {
        return new ProblemException(HttpStatus.UNAUTHORIZED, message, null, null);
    }

    /** 404: there is no such thing, or it is somebody else's, which looks the same. */
    public static ProblemException notFound(String message) {
        return new ProblemException(HttpStatus.NOT_FOUND, message, null, null);
    }

    /** 409: it is so already, or the state does not allow it; {@code data} says what is there. */
    public static ProblemException conflict(String message, @Nullable Object data) {
        return new ProblemException(HttpStatus.CONFLICT, message, data, null);
    }

    /** 429: not now; the answer says when. */
    public static ProblemException tooManyRequests(String message, Duration retryAfter) {
        return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, message, null, retryAfter);
    }

    /** 501: part of the interface that this version does not have. */
    public static ProblemException notImplemented(String message) {
        return new ProblemException(HttpStatus.NOT_IMPLEMENTED, message, null, null);
    }

    /** 503: nobody's mistake, and over by then. */
    static ProblemException unavailable(Duration retryAfter) {
        return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, EnvelopeErrors.UNAVAILABLE, null, retryAfter);
    }

    HttpStatus httpStatus() {
        return httpStatus;
    }

    @Nullable
    Object data() {
        return data;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    String words() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
