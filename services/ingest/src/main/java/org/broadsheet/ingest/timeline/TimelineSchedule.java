package org.broadsheet.ingest.timeline;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.broadsheet.ingest.Jitter;
import org.broadsheet.ingest.reader.Presence;

/** When a timeline is read again (algorithms.md 4.9), plus or minus a tenth. */
@Singleton
final class TimelineSchedule {
    /** So many new posts are expected at a pull. */
    private static final double POSTS = 80;

    private static final Duration FAILURE_STEP = Duration.ofHours(1);
    /** Failures that are taken for a hiccup. */
    private static final int PATIENCE = 2;

    /** Longer than this nobody may have us wait. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private final TimelineConfig config;
    private final Jitter jitter;

    @Inject
    TimelineSchedule(TimelineConfig config) {
        this(config, RandomGenerator.getDefault());
    }

    TimelineSchedule(TimelineConfig config, RandomGenerator random) {
        this.config = config;
        this.jitter = Jitter.tenth(random);
    }

    Instant afterSuccess(double postsPerHour, Presence presence, Instant now) {
        if (presence != Presence.HERE) {
            return now.plus(jitter.of(config.maxInterval()));
        }
        double hours = Math.min(POSTS / postsPerHour, config.maxInterval().toMillis());
        return now.plus(jitter.of(
                clamp(Duration.ofMillis((long) (hours * Duration.ofHours(1).toMillis())))));
    }

    /**
     * Whoever is away, nobody waits for it.
     *
     * @param failures in a row, this one included
     */
    Instant afterStop(Stop stop, int failures, Presence presence, Instant now) {
        var next = afterStop(stop, failures, now);
        var rarely = now.plus(jitter.of(config.maxInterval()));
        return presence == Presence.HERE || next.isAfter(rarely) ? next : rarely;
    }

    private Instant afterStop(Stop stop, int failures, Instant now) {
        var pause = switch (stop.cause()) {
            case COLD -> config.coldPause();
            case TOO_LONG, RATE_LIMITED -> config.minInterval();
            // Whoever connects an account has its timelines read at once.
            case EXPIRED, UNCONNECTED -> config.maxInterval();
            case SPENT -> LONGEST;
            case BUDGET, PACED, GONE -> Duration.ZERO;
            case UNAVAILABLE, REFUSED, FAILED ->
                failures <= PATIENCE
                        ? config.minInterval()
                        : clamp(FAILURE_STEP.multipliedBy(Math.min(failures - PATIENCE, 1_000)));
        };
        var next = now.plus(jitter.of(pause));
        if (stop.notBefore() == null || stop.notBefore().isBefore(next)) {
            return next;
        }
        return switch (stop.cause()) {
            case BUDGET, PACED -> stop.notBefore().plus(jitter.of(config.coldPause()));
            default -> earlier(stop.notBefore(), now.plus(LONGEST));
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Duration clamp(Duration interval) {
        if (interval.compareTo(config.minInterval()) < 0) {
            return config.minInterval();
        }
        return interval.compareTo(config.maxInterval()) > 0 ? config.maxInterval() : interval;
    }
}
