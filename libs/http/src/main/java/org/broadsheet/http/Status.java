package org.broadsheet.http;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;

/** The outcomes of a call, by the names of the outside interface. */
@Serdeable
public enum Status {
    SUCCESS("success", HttpStatus.OK),
    SKIPPED("skipped", HttpStatus.OK),
    BAD_REQUEST("badRequest", HttpStatus.BAD_REQUEST),
    NOT_AUTHENTICATED("notAuthenticated", HttpStatus.UNAUTHORIZED),
    UNAUTHORIZED("unauthorized", HttpStatus.FORBIDDEN),
    NOT_FOUND("notFound", HttpStatus.NOT_FOUND),
    CONFLICT("conflict", HttpStatus.CONFLICT),
    TOO_MANY_REQUESTS("tooManyRequests", HttpStatus.TOO_MANY_REQUESTS),
    ERROR("error", HttpStatus.INTERNAL_SERVER_ERROR),
    NOT_IMPLEMENTED("notImplemented", HttpStatus.NOT_IMPLEMENTED);

    private final String wireName;
    private final HttpStatus httpStatus;

    Status(String wireName, HttpStatus httpStatus) {
        this.wireName = wireName;
        this.httpStatus = httpStatus;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The HTTP status that goes with it where the call names no finer one (201, 202, 422, 503). */
    public HttpStatus httpStatus() {
        return httpStatus;
    }

    /** The outcome that an HTTP status of 400 and above stands for. */
    public static Status ofError(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> NOT_AUTHENTICATED;
            case FORBIDDEN -> UNAUTHORIZED;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case TOO_MANY_REQUESTS -> TOO_MANY_REQUESTS;
            case NOT_IMPLEMENTED -> NOT_IMPLEMENTED;
            default -> status.getCode() >= 500 ? ERROR : BAD_REQUEST;
        };
    }
}
