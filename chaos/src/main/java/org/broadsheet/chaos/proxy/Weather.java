package org.broadsheet.chaos.proxy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How a link is at the moment; every chunk that crosses it passes here. Thread-safe. */
final class Weather {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Duration delay = Duration.ZERO;
    private int bytesPerSecond;
    private boolean hole;
    private boolean closed;

    void delay(Duration each) {
        change(() -> delay = each);
    }

    /** @param limit for each direction of each connection; 0 for none */
    void bandwidth(int limit) {
        change(() -> bytesPerSecond = limit);
    }

    /** Nothing passes any more, and nobody is told. What waits goes on when it ends, as after a repaired cable. */
    void hole(boolean open) {
        change(() -> hole = open);
    }

    void close() {
        change(() -> closed = true);
    }

    /** Waits as long as a chunk of so many bytes takes. */
    void pass(int bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitOpen();
            long millis = delay.toMillis() + (bytesPerSecond == 0 ? 0 : 1000L * bytes / bytesPerSecond);
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            awaitOpen();
        } finally {
            lock.unlock();
        }
    }

    private void awaitOpen() throws InterruptedException {
        while (hole && !closed) {
            changed.await();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
