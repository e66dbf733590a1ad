package org.broadsheet.testing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of the machine, as far ahead as a test moves it; for what must go on meanwhile. Safe for use by several threads. */
public final class RunningClock implements InstantSource {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /** Moves forward, or back by a negative duration. */
    public void advance(Duration duration) {
        ahead.updateAndGet(before -> before.plus(duration));
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(requireNonNull(ahead.get()));
    }
}
