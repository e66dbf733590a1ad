package org.broadsheet.chaos.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The time a person takes between two clicks. An interrupted thread takes none. */
public final class Pause {
    private Pause() {}

    public static void of(Duration length) {
        long deadline = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
