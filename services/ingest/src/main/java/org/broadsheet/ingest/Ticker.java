package org.broadsheet.ingest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something every tick on a thread of its own, from its start to its stop. */
public final class Ticker {
    private final Duration tick;
    private final Runnable look;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final Thread thread;

    /** @param look must not throw, which would end it */
    public Ticker(String name, Duration tick, Runnable look) {
        this.tick = tick;
        this.look = look;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stop.await(tick.toMillis(), TimeUnit.MILLISECONDS)) {
                look.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(true);
        }
    }

    /** @return when a look under way has ended */
    public CompletionStage<?> stop() {
        stop.countDown();
        if (!thread.isAlive()) {
            ended.complete(true);
        }
        return ended;
    }
}
