package org.broadsheet.digest.run;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * Every end that a run can come to, counted: {@code broadsheet.digest.runs} by {@code end}; and {@code
 * broadsheet.digest.deferred}, the hand-overs that were refused and are tried again.
 */
@Singleton
public final class RunMetrics {
    private final MeterRegistry registry;

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    public void ended(RunState end, int runs) {
        if (runs > 0) {
            registry.counter("broadsheet.digest.runs", "end", end.wireName()).increment(runs);
        }
    }

    /** What a run is after a hand-over. */
    public void handedOver(RunState state) {
        if (state == RunState.COMPOSED) {
            registry.counter("broadsheet.digest.deferred").increment();
        } else {
            ended(state, 1);
        }
    }
}
