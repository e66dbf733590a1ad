package org.broadsheet.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.exceptions.response.HateoasErrorResponseProcessor;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the errors that the framework finds (a malformed body, an unknown route, a failure nobody foresaw) into the
 * envelope, in words for the caller. What was wrong inside stays in the log.
 */
@Singleton
@Replaces(HateoasErrorResponseProcessor.class)
final class EnvelopeErrors implements ErrorResponseProcessor<Envelope<?>> {
    static final String UNAVAILABLE = "The service can't answer just now. Try again in a moment.";

    private static final Logger log = LoggerFactory.getLogger(EnvelopeErrors.class);

    @Override
    public MutableHttpResponse<Envelope<?>> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        var status = HttpStatus.valueOf(response.code());
        if (status.getCode() >= 500) {
            var cause = context.getRootCause();
            log.atError()
                    .addKeyValue(
                            "route",
                            context.getRequest().getMethodName() + " "
                                    + context.getRequest().getPath())
                    .setCause(cause.orElse(null))
                    .log("request failed");
        }
        MutableHttpResponse<Envelope<?>> answer =
                response.body(new Envelope<>(Status.ofError(status), words(status, context), null));
        answer.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        return answer.contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private static String words(HttpStatus status, ErrorContext context) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED ->
                "This address does not take " + context.getRequest().getMethodName() + ".";
            case UNSUPPORTED_MEDIA_TYPE ->
                "Send the body with the content type that this call takes (application/json).";
            case NOT_ACCEPTABLE -> "This call answers application/json.";
            case REQUEST_ENTITY_TOO_LARGE -> "The body is larger than this call takes.";
            case UNAUTHORIZED -> "Sign in first.";
            case FORBIDDEN -> "You may not do this.";
            default -> status.getCode() >= 500 ? serverWords(status) : badRequestWords(context);
        };
    }

    private static String serverWords(HttpStatus status) {
        return status == HttpStatus.SERVICE_UNAVAILABLE
                ? UNAVAILABLE
                : "Something went wrong on our side. It has been recorded; try again later.";
    }

    /** The framework's own words say where; the exceptions below say what in words of their library. */
    private static String badRequestWords(ErrorContext context) {
        var cause = context.getRootCause().orElse(null);
        var problem = problemIn(cause);
        if (problem != null) {
            return problem.words();
        }
        if (cause instanceof SerdeException || hasCause(cause, SerdeException.class)) {
            return "The body does not fit this call: " + firstLine(deepest(cause));
        }
        if (cause instanceof ConversionErrorException conversion) {
            return "The value of '" + conversion.getArgument().getName() + "' is not one that this call takes.";
        }
        if (hasCause(cause, com.fasterxml.jackson.core.JsonProcessingException.class)) {
            return "The body is not well-formed JSON.";
        }
        return context.getErrors().stream()
                .findFirst()
                .map(Error::getMessage)
                .map(EnvelopeErrors::firstLine)
                .orElse("This request can't be understood.");
    }

    /** What a body's own constructor found wrong. */
    private static @Nullable ProblemException problemIn(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        return null;
    }

    private static boolean hasCause(@Nullable Throwable failure, Class<?> kind) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String deepest(@Nullable Throwable failure) {
        String words = "";
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            words = cause instanceof com.fasterxml.jackson.core.JsonProcessingException
                    ? "it is not well-formed JSON."
                    : cause.getMessage() == null ? words : cause.getMessage();
        }
        return words;
    }

    private static String firstLine(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.length() <= 200 ? line : line.substring(0, 200);
    }
}
