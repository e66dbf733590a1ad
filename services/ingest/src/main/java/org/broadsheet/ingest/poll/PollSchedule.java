package org.broadsheet.ingest.poll;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.broadsheet.ingest.IngestConfig;
import org.broadsheet.ingest.Jitter;
import org.broadsheet.ingest.parse.QuietHours;
import org.broadsheet.links.fetch.CacheHints;
import org.broadsheet.settings.Tunables;
import org.broadsheet.tunables.LiveTunables;

/**
 * Chooses how long a source is left alone (algorithms.md 4.9). All results are within the configured bounds, plus or
 * minus a tenth, so that what was added together is not polled together for ever.
 */
@Singleton
final class PollSchedule {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration FAILURE_STEP = Duration.ofHours(1);
    /** Failures that are taken for a hiccup. */
    private static final int PATIENCE = 2;

    private final IngestConfig config;
    private final LiveTunables live;
    private final Jitter jitter;

    @Inject
    PollSchedule(IngestConfig config, LiveTunables live) {
        this(config, live, RandomGenerator.getDefault());
    }

    PollSchedule(IngestConfig config, LiveTunables live, RandomGenerator random) {
        this.config = config;
        this.live = live;
        this.jitter = Jitter.tenth(random);
    }

    /**
     * After a poll that succeeded: a week divided by the entries of the last week, but no sooner than the source asks.
     *
     * @param entriesOfLastWeek 0 or more
     * @param ttl what the feed asks for
     * @param hints what the server asks for
     */
    Duration afterSuccess(long entriesOfLastWeek, Duration ttl, CacheHints hints) {
        return jitter.of(clamp(longest(longest(usual(entriesOfLastWeek), ttl), hints.longest())));
    }

    /** The same moment, or the first one after it in which the feed may be asked: up to a week beyond the bounds. */
    Instant outside(QuietHours quiet, Instant next) {
        return quiet.endAfter(next);
    }

    /**
     * After a poll that failed: the first two are retried as usual, but within the hour; then one hour more each time.
     *
     * @param failures in a row, this one included
     * @param notBefore what the server asks for
     */
    Duration afterFailure(int failures, long entriesOfLastWeek, Duration notBefore) {
        var usual = usual(entriesOfLastWeek);
        var retry = failures <= PATIENCE
                ? (usual.compareTo(FAILURE_STEP) < 0 ? usual : FAILURE_STEP)
                : FAILURE_STEP.multipliedBy(Math.min(failures - PATIENCE, 1_000));
        return jitter.of(clamp(longest(retry, notBefore)));
    }

    private Duration usual(long entriesOfLastWeek) {
        if (entriesOfLastWeek == 0) {
            return maxInterval();
        }
        return clamp(Duration.ofMillis((long) (WEEK.toMillis() / (entriesOfLastWeek * config.intervalFactor()))));
    }

    private Duration clamp(Duration interval) {
        if (interval.compareTo(config.minInterval()) < 0) {
            return config.minInterval();
        }
        var longest = maxInterval();
        return interval.compareTo(longest) > 0 ? longest : interval;
    }

    private Duration maxInterval() {
        return live.of(Tunables.LONGEST_POLL_INTERVAL, config.maxInterval());
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
