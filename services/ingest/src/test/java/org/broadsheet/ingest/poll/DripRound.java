package org.broadsheet.ingest.poll;

import com.github.f4b6a3.uuid.UuidCreator;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.events.SourceState;
import org.broadsheet.ingest.parse.FeedParser;
import org.broadsheet.ingest.source.PollWish;
import org.broadsheet.ingest.source.Source;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.fetch.AddressGuard;
import org.broadsheet.links.fetch.BodyRoom;
import org.broadsheet.links.fetch.FetchAllow;
import org.broadsheet.links.fetch.FetchBudget;
import org.broadsheet.links.fetch.GuardedFetcher;
import org.broadsheet.links.fetch.Validators;

/**
 * Polls of healthy sources at a steady rate, by the service's own reader and its number of workers, beside polls of
 * dripping ones, of which as many as may are in hand all the time.
 */
final class DripRound {
    static final int SOURCES = 1_000;
    static final int WORKERS = 32;
    /** Not counted: until connections and compiler have settled. */
    private static final int RAMP_SECONDS = 5;

    private final DripServers servers;
    private final int rate;
    private final int seconds;

    DripRound(DripServers servers, int rate, int seconds) {
        this.servers = servers;
        this.rate = rate;
        this.seconds = seconds;
    }

    /**
     * @param place how many polls of dripping servers may be in hand
     * @return how long each healthy poll took from being due to being parsed, in milliseconds, in order
     */
    List<Double> run(int place) throws InterruptedException {
        var workers = new Semaphore(WORKERS, true);
        var times = new ConcurrentLinkedQueue<Double>();
        try (var drips = Executors.newVirtualThreadPerTaskExecutor();
                var fetcher = fetcher();
                var polls = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = reader(fetcher);
            var next = new AtomicInteger();
            for (int i = 0; i < place; i++) {
                drips.submit(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        poll(reader, dripping(next.getAndIncrement() % SOURCES), workers);
                    }
                    return true;
                });
            }
            var pace = new Semaphore(0);
            long start = System.nanoTime();
            for (int i = 0; i < rate * (RAMP_SECONDS + seconds); i++) {
                long due = start + TimeUnit.SECONDS.toNanos(i) / rate;
                if (pace.tryAcquire(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    throw new IllegalStateException("nobody gives this permit");
                }
                var source = healthy(i % SOURCES);
                boolean counts = i >= rate * RAMP_SECONDS;
                polls.submit(() -> {
                    poll(reader, source, workers);
                    return counts && times.add((System.nanoTime() - due) / 1e6);
                });
            }
            polls.shutdown();
            if (!polls.awaitTermination(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("healthy polls that never end");
            }
            drips.shutdownNow();
        }
        return times.stream().sorted().toList();
    }

    private static void poll(SourceReader reader, Source source, Semaphore workers) throws InterruptedException {
        workers.acquire();
        try {
            var outcome = reader.read(source);
            if (source.url().contains("healthy") && !(outcome instanceof PollOutcome.Read)) {
                throw new IllegalStateException("a healthy poll ended with " + outcome);
            }
        } finally {
            workers.release();
        }
    }

    private GuardedFetcher fetcher() {
        var here = List.of(InetAddress.ofLiteral("127.0.0.1"));
        return new GuardedFetcher(
                new AddressGuard(FetchAllow.parse("127.0.0.1")),
                FetchBudget.standard(),
                "bench",
                InstantSource.system(),
                host -> here);
    }

    private static SourceReader reader(GuardedFetcher fetcher) {
        var gate = new HostGate(() -> Duration.ofSeconds(1), url -> false, InstantSource.system());
        return new SourceReader(
                fetcher, new FeedParser(new LinkParser()), InstantSource.system(), gate, BodyRoom.ofThisProcess());
    }

    private Source healthy(int number) {
        return source("http://healthy-" + number + ".example:" + servers.healthyPort() + "/feed");
    }

    private Source dripping(int number) {
        return source("http://drip-" + number + ".example:" + servers.drippingPort() + "/feed");
    }

    private static Source source(String url) {
        return new Source(
                UuidCreator.getTimeOrderedEpoch(),
                url,
                SourceState.ACTIVE,
                1,
                null,
                0,
                Validators.none(),
                null,
                PollWish.NONE,
                0,
                null,
                null,
                0,
                null,
                null,
                null,
                null);
    }
}
