package org.broadsheet.digest.schedule;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.loop.Repeated;
import org.broadsheet.digest.run.RunMetrics;
import org.broadsheet.digest.run.RunState;

/** Looks for schedules that are due, every few seconds. */
@Singleton
final class Scheduler implements Repeated {
    private final DueSchedules due;
    private final RunMetrics metrics;
    private final DigestConfig config;

    Scheduler(DueSchedules due, RunMetrics metrics, DigestConfig config) {
        this.due = due;
        this.metrics = metrics;
        this.config = config;
    }

    @Override
    public String name() {
        return "digest-scheduler";
    }

    @Override
    public Duration interval() {
        return config.scheduleInterval();
    }

    @Override
    public boolean run() {
        var taken = due.take();
        metrics.ended(RunState.SKIPPED, taken.skipped());
        return taken.claimed() > 0;
    }
}
