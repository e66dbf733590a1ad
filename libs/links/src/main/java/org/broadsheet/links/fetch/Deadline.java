package org.broadsheet.links.fetch;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * The end of one fetch: when it comes, the hop under way is cut off, whatever it waits for. A server that sends one byte
 * a second satisfies every other limit.
 */
final class Deadline implements AutoCloseable {
    private static final Cancellable NOTHING = () -> false;

    private final AtomicBoolean passed = new AtomicBoolean();
    private volatile Cancellable hop = NOTHING;
    private final Future<?> alarm;

    Deadline(ScheduledExecutorService alarms, Duration after) {
        this.alarm = alarms.schedule(this::strike, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The one thread that strikes; it never blocks. */
    static ScheduledThreadPoolExecutor alarms(String name) {
        var alarms = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        alarms.setRemoveOnCancelPolicy(true);
        return alarms;
    }

    private void strike() {
        passed.set(true);
        hop.cancel();
    }

    /** Cuts this hop off when the time comes, or now when it has come. */
    void watch(Cancellable newHop) {
        hop = newHop;
        if (passed.get()) {
            newHop.cancel();
        }
    }

    boolean hasPassed() {
        return passed.get();
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }
}
