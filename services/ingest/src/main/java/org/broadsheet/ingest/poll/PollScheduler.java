package org.broadsheet.ingest.poll;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.broadsheet.ingest.IngestConfig;
import org.broadsheet.ingest.article.DuePages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for due sources and pages every tick, and sooner when a poll has ended and made room for another. Several processes may do
 * so at once. While the database is away it waits and goes on.
 */
@Singleton
final class PollScheduler implements ApplicationEventListener<StartupEvent>, GracefulShutdownCapable {
    private static final Logger log = LoggerFactory.getLogger(PollScheduler.class);
    /** Between two looks, so that many polls that end together cause one. */
    private static final int SHORTEST_PAUSE_MILLIS = 50;

    private final DueSources sources;
    private final DuePages pages;
    private final IngestConfig config;
    private final Semaphore room = new Semaphore(0);
    private final Semaphore stop = new Semaphore(0);
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final Thread thread;

    PollScheduler(DueSources sources, DuePages pages, IngestConfig config) {
        this.sources = sources;
        this.pages = pages;
        this.config = config;
        this.thread = Thread.ofVirtual().name("ingest-scheduler").unstarted(this::run);
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        thread.start();
    }

    /** A poll has ended. */
    void wake() {
        room.release();
    }

    private void run() {
        try {
            while (!stop.tryAcquire(SHORTEST_PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                look("sources", sources::enqueue);
                look("pages", () -> pages.enqueue(sources.isFull()));
                if (room.tryAcquire(config.tick().toMillis(), TimeUnit.MILLISECONDS)) {
                    room.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(true);
        }
    }

    private static void look(String what, IntSupplier enqueue) {
        try {
            int due = enqueue.getAsInt();
            if (due > 0) {
                log.atDebug().addKeyValue(what, due).log("due");
            }
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("what", what)
                    .addKeyValue("failure", e.toString())
                    .log("no look at what is due; it is tried again");
        }
    }

    /** Before the pools close; a look under way is finished. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        stop.release();
        room.release();
        return ended;
    }

    @PreDestroy
    void close() {
        shutdownGracefully();
    }
}
