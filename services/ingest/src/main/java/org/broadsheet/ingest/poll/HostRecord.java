package org.broadsheet.ingest.poll;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is remembered of a host: when it was asked last, and whether it answers. */
final class HostRecord {
    private static final Logger log = LoggerFactory.getLogger(HostRecord.class);
    /** Requests in a row without an answer, until a host is left alone. */
    static final int FAILURES = 5;
    /** Then one request finds out whether it answers again. */
    static final Duration REST = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final CircuitBreaker breaker;
    private volatile @Nullable Instant askedLast;

    HostRecord(String host, InstantSource clock) {
        this.clock = clock;
        this.breaker = CircuitBreaker.of(
                host,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(FAILURES)
                        .minimumNumberOfCalls(FAILURES)
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(REST)
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> log(event.getStateTransition().getToState()));
    }

    private void log(CircuitBreaker.State state) {
        switch (state) {
            case OPEN ->
                log.atWarn()
                        .addKeyValue("host", breaker.getName())
                        .addKeyValue("failures", FAILURES)
                        .addKeyValue("rest", REST)
                        .log("the host does not answer and is left alone for a while");
            case CLOSED -> log.atInfo().addKeyValue("host", breaker.getName()).log("the host answers again");
            default -> {}
        }
    }

    /** How much of a pause since the last request is left; zero or less when it is over. */
    Duration untilPaused(Duration pause) {
        var last = askedLast;
        return last == null ? Duration.ZERO : Duration.between(clock.instant(), last.plus(pause));
    }

    /** If so, {@link #asked} must follow. */
    boolean mayAsk() {
        return breaker.tryAcquirePermission();
    }

    void asked(boolean unanswered) {
        askedLast = clock.instant();
        if (unanswered) {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IOException("no answer"));
        } else {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    boolean isResting() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }
}
