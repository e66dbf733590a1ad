package org.broadsheet.feed.visit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once a day that a reader is here (UTC). The reader's call waits for none of it: who was noted today costs a look into
 * memory, anybody else a place in a queue. What fails is forgotten, so that the next call tries again. Thread-safe.
 */
@Singleton
final class Visits implements GracefulShutdownCapable {
    private static final Logger log = LoggerFactory.getLogger(Visits.class);
    private static final int REMEMBERED = 100_000;
    private static final int WAITING = 1_000;

    private final VisitRepository repository;
    private final MeterRegistry metrics;
    private final InstantSource clock;
    private final Cache<UUID, LocalDate> noted =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(WAITING);
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final ThreadPoolExecutor teller =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    waiting,
                    Thread.ofVirtual().name("feed-visits").factory()) {
                @Override
                protected void terminated() {
                    ended.complete(true);
                }
            };
    /** Of the teller's thread. */
    private boolean failing;

    Visits(VisitRepository repository, MeterRegistry metrics, InstantSource clock) {
        this.repository = repository;
        this.metrics = metrics;
        this.clock = clock;
        metrics.gauge("broadsheet.feed.visits.remembered", noted, Cache::estimatedSize);
        metrics.gauge("broadsheet.feed.visits.waiting", waiting, LinkedBlockingQueue::size);
    }

    /** A reader is here now. Never blocks, never fails. */
    void note(UUID userId) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (today.equals(noted.getIfPresent(userId))
                || today.equals(noted.asMap().put(userId, today))) {
            return;
        }
        try {
            teller.execute(() -> tell(userId, today));
        } catch (RejectedExecutionException e) {
            // Too many at once, or the end of this process: the next call is early enough.
            forget(userId, today);
            count("refused");
        }
    }

    private void tell(UUID userId, LocalDate day) {
        try {
            count(repository.tell(userId, day) ? "told" : "known");
            failing = false;
        } catch (RuntimeException e) {
            forget(userId, day);
            count("failed");
            if (!failing) {
                log.atWarn()
                        .addKeyValue("failure", e.toString())
                        .log("that a reader is here could not be told; their next call tries again");
            }
            failing = true;
        }
    }

    private void forget(UUID userId, LocalDate day) {
        boolean unused = noted.asMap().remove(userId, day);
    }

    private void count(String outcome) {
        metrics.counter("broadsheet.feed.visits", "outcome", outcome).increment();
    }

    /** Before messaging ends, so that what is told still goes out. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        teller.shutdown();
        return ended;
    }

    @PreDestroy
    void close() {
        teller.shutdownNow();
    }
}
