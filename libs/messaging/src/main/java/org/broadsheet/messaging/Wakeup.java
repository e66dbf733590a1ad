package org.broadsheet.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a thread sleep until another wakes it or a time has passed. Waking twice is waking once. */
final class Wakeup {
    private final Semaphore permits = new Semaphore(0);

    void wake() {
        permits.release();
    }

    void await(Duration atMost) throws InterruptedException {
        if (permits.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            permits.drainPermits();
        }
    }
}
