package org.broadsheet.digest.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.loop.Repeated;
import org.broadsheet.digest.watch.DueRuns.Waiting;

/** How many digests are due, and how late the latest of them is; unknown (NaN) while the database is away. */
@Singleton
final class LatenessWatch implements Repeated {
    private final DueRuns runs;
    private final DigestConfig config;
    private final InstantSource clock;
    private volatile Waiting waiting = Waiting.UNKNOWN;

    LatenessWatch(DueRuns runs, DigestConfig config, InstantSource clock, MeterRegistry registry) {
        this.runs = runs;
        this.config = config;
        this.clock = clock;
        Gauge.builder("broadsheet.digest.waiting", () -> waiting.count()).register(registry);
        Gauge.builder("broadsheet.digest.lateness", () -> waiting.lateness()).register(registry);
    }

    @Override
    public String name() {
        return "digest-lateness";
    }

    @Override
    public Duration interval() {
        return config.watchInterval();
    }

    @Override
    public boolean run() {
        try {
            waiting = runs.at(clock.instant());
            return false;
        } catch (RuntimeException e) {
            waiting = Waiting.UNKNOWN;
            throw e;
        }
    }
}
