package org.broadsheet.messaging;

import java.time.Duration;

/** Keeps something from happening again too soon. Not safe for several threads. */
final class Pace {
    private final long nanos;
    private boolean started;
    private long since;

    Pace(Duration between) {
        this.nanos = between.toNanos();
    }

    boolean isDue() {
        return !started || System.nanoTime() - since >= nanos;
    }

    void start() {
        started = true;
        since = System.nanoTime();
    }

    void reset() {
        started = false;
    }
}
