package org.broadsheet.ingest.poll;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** How many polls end how, how long they take, and how long sources waited for them. */
@Singleton
final class PollMetrics {
    private final MeterRegistry registry;
    private final Timer duration;
    private final Timer lateness;

    PollMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.duration = registry.timer("broadsheet.ingest.poll");
        this.lateness = registry.timer("broadsheet.ingest.lateness");
    }

    void overtaken() {
        count("overtaken");
    }

    void ended(PollOutcome outcome) {
        count(outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (outcome instanceof PollOutcome.Failed failed) {
            registry.counter(
                            "broadsheet.ingest.poll-failures",
                            "cause",
                            failed.cause().wireName())
                    .increment();
        }
    }

    private void count(String outcome) {
        registry.counter("broadsheet.ingest.polls", "outcome", outcome).increment();
    }

    /** Since a source was due; its poll is in its queue now. */
    void waited(Duration time) {
        lateness.record(time);
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
