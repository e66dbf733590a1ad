package org.broadsheet.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exceptions that have their own words, as envelopes. */
final class Problems {
    private Problems() {}

    @Singleton
    static final class OfProblem implements ExceptionHandler<ProblemException, HttpResponse<Envelope<?>>> {
        @Override
        public HttpResponse<Envelope<?>> handle(HttpRequest request, ProblemException problem) {
            return answer(problem);
        }
    }

    private static HttpResponse<Envelope<?>> answer(ProblemException problem) {
        MutableHttpResponse<Envelope<?>> response = HttpResponse.<Envelope<?>>status(problem.httpStatus())
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(new Envelope<>(Status.ofError(problem.httpStatus()), problem.words(), problem.data()));
        var retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return response;
    }

    /** Nobody is signed in: 401. Somebody is, but may not: 403. */
    @Singleton
    @Replaces(DefaultAuthorizationExceptionHandler.class)
    @Requires(classes = AuthorizationException.class)
    static final class OfAuthorization
            implements ExceptionHandler<AuthorizationException, MutableHttpResponse<Envelope<?>>> {
        @Override
        public MutableHttpResponse<Envelope<?>> handle(HttpRequest request, AuthorizationException exception) {
            return exception.isForbidden()
                    ? Envelope.problem(HttpStatus.FORBIDDEN, "You may not do this.")
                    : Envelope.problem(
                            HttpStatus.UNAUTHORIZED, "Sign in first, or send a token: Authorization: Bearer <token>.");
        }
    }

    /** More is asked than there are connections to the database, or it is away: nobody's mistake, and over in a moment. */
    @Singleton
    static final class OfBusyDatabase
            implements ExceptionHandler<CannotGetJdbcConnectionException, HttpResponse<Envelope<?>>> {
        private static final Logger log = LoggerFactory.getLogger(OfBusyDatabase.class);
        private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
        private static final long BETWEEN_LINES = Duration.ofSeconds(10).toNanos();

        private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - BETWEEN_LINES);

        /** A crowd's thousand refusals are one line, and each of them is counted as a 503. */
        @Override
        public HttpResponse<Envelope<?>> handle(HttpRequest request, CannotGetJdbcConnectionException busy) {
            long now = System.nanoTime();
            long last = lastLine.get();
            if (now - last >= BETWEEN_LINES && lastLine.compareAndSet(last, now)) {
                log.warn("requests are refused, since no connection to the database came free in time");
            }
            return answer(ProblemException.unavailable(RETRY_AFTER));
        }
    }
}
