package org.broadsheet.ingest.timeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import org.broadsheet.networks.timeline.Pulled;

/** How pulls of timelines end, how long they take, and what they bring. */
@Singleton
final class TimelineMetrics {
    private final MeterRegistry registry;
    private final Timer duration;

    TimelineMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.duration = registry.timer("broadsheet.ingest.timeline-pull");
    }

    void ended(Pull pull) {
        switch (pull) {
            case Pull.Asked asked -> {
                count(
                        asked.connection().network().wireName(),
                        asked.stop() == null ? "read" : asked.stop().cause().wireName());
                count(asked.pulled());
            }
            case Pull.Away(var connection) -> count(connection.network().wireName(), "away");
            case Pull.Unasked(var network, var stop) ->
                count(
                        network == null ? "none" : network.wireName(),
                        stop.cause().wireName());
        }
    }

    private void count(String network, String outcome) {
        registry.counter("broadsheet.ingest.timeline-pulls", "network", network, "outcome", outcome)
                .increment();
    }

    private void count(Pulled pulled) {
        registry.counter("broadsheet.ingest.timeline-posts", "outcome", "given")
                .increment(pulled.posts().size());
        registry.counter("broadsheet.ingest.timeline-posts", "outcome", "unreadable")
                .increment(pulled.skipped());
        registry.counter("broadsheet.ingest.timeline-posts", "outcome", "charged")
                .increment(pulled.spent());
        if (!pulled.isComplete() && pulled.stoppedBy() == null) {
            registry.counter("broadsheet.ingest.timeline-gaps").increment();
        }
    }

    <R> R time(Supplier<R> pull) {
        long start = System.nanoTime();
        try {
            return pull.get();
        } finally {
            duration.record(Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
