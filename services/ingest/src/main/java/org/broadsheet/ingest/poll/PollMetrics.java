package org.broadsheet.ingest.poll;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/** How many polls end how, and how long they take. */
@Singleton
final class PollMetrics {
    private final MeterRegistry registry;
    private final Timer duration;

    PollMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.duration = registry.timer("broadsheet.ingest.poll");
    }

    void count(String outcome) {
        registry.counter("broadsheet.ingest.polls", "outcome", outcome).increment();
    }

    <R> R time(Supplier<R> poll) {
        long start = System.nanoTime();
        try {
            return poll.get();
        } finally {
            duration.record(Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
