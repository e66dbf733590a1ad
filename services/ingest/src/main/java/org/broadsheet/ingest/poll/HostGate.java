package org.broadsheet.ingest.poll;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.HostTurns;
import org.jspecify.annotations.Nullable;

/**
 * One request to a host at a time, in this process, in the order of the calls; a pause between two polls; and none for a
 * while to a host that did not answer several times in a row. A slow host makes only its own callers wait.
 */
final class HostGate implements HostTurns {
    /** Many requests long: it ends a wait only where many wait for a slow host, and before others get their polls. */
    private static final Duration PATIENCE_OF_POLLS = Duration.ofMinutes(5);

    /** Waits; a test moves its clock instead. */
    @FunctionalInterface
    interface Wait {
        void of(Duration time) throws InterruptedException;
    }

    /** Those that have callers. */
    private final ConcurrentHashMap<String, Line> lines = new ConcurrentHashMap<>();

    private final HostRecords records;
    private final Supplier<Duration> pause;
    private final Predicate<WebUrl> own;
    private final Wait wait;

    /**
     * @param pause between the end of a request and a poll of the same host, asked for each poll
     * @param own whether a server is the operator's, which needs neither pause nor rest
     */
    HostGate(Supplier<Duration> pause, Predicate<WebUrl> own, InstantSource clock) {
        this(pause, own, clock, HostGate::await);
    }

    HostGate(Supplier<Duration> pause, Predicate<WebUrl> own, InstantSource clock, Wait wait) {
        this.pause = pause;
        this.own = own;
        this.records = new HostRecords(clock);
        this.wait = wait;
    }

    /** Without the pause: a shortener is asked for many links of one entry. */
    @Override
    public Optional<Turn> take(WebUrl url, Duration patience) {
        return take(url, Duration.ZERO, patience);
    }

    /** Empty as {@link #take(WebUrl, Duration)} has it; keeps the pause. */
    Optional<Turn> takeForPoll(WebUrl url) {
        return take(url, pause.get(), PATIENCE_OF_POLLS);
    }

    private Optional<Turn> take(WebUrl url, Duration since, Duration patience) {
        // With its port: a port that nothing answers at must not stand for the host, or anybody could silence it.
        var place = new Place(url.host(), own.test(url) ? null : records.of(url.authority()));
        try {
            if (place.comesToTheFront(patience) && place.mayAsk(since)) {
                return Optional.of(place);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        place.close();
        return Optional.empty();
    }

    /** How many hosts are left alone for a while. */
    int resting() {
        return records.resting();
    }

    /** How many hosts have callers that wait. */
    long waiting() {
        return lines.values().stream().filter(line -> line.callers > 1).count();
    }

    private static void await(Duration time) throws InterruptedException {
        if (new Semaphore(0).tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody gives this permit");
        }
    }

    /** {@code callers} is only changed inside the map's atomic operations. */
    private static final class Line {
        private final ReentrantLock front = new ReentrantLock(true);
        private volatile int callers;
    }

    /** Of one caller, in the line of one host. */
    private final class Place implements Turn {
        private final String host;
        private final @Nullable HostRecord record;
        private final Line line;
        private boolean atTheFront;
        private boolean asks;
        private boolean unanswered;

        Place(String host, @Nullable HostRecord record) {
            this.host = host;
            this.record = record;
            this.line = lines.compute(host, (name, open) -> {
                var joined = open == null ? new Line() : open;
                joined.callers++;
                return joined;
            });
        }

        boolean comesToTheFront(Duration patience) throws InterruptedException {
            atTheFront = line.front.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
            return atTheFront;
        }

        boolean mayAsk(Duration since) throws InterruptedException {
            if (record == null) {
                return true;
            }
            var left = record.untilPaused(since);
            if (left.isPositive()) {
                wait.of(left);
            }
            asks = record.mayAsk();
            return asks;
        }

        @Override
        public void unanswered() {
            unanswered = true;
        }

        @Override
        public void close() {
            if (asks && record != null) {
                record.asked(unanswered);
            }
            if (atTheFront) {
                line.front.unlock();
            }
            lines.computeIfPresent(host, (name, left) -> --left.callers == 0 ? null : left);
        }
    }
}
