package org.broadsheet.ingest.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.broadsheet.networks.timeline.Pulled;
import org.jspecify.annotations.Nullable;

/**
 * How far a timeline was read.
 *
 * @param cursor null if there is none yet
 * @param postsPerHour what is new in it, lately
 * @param readAt when a pull last came to its end
 * @param thoroughAt when everything that is remembered was last read again
 */
record Reading(@Nullable String cursor, double postsPerHour, Instant readAt, Instant thoroughAt) {
    /** What is older than this counts for less than half. */
    private static final Duration MEMORY = Duration.ofHours(12);

    /** A first pull, or one right after another, says little of the rate. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    Reading {
        requireNonNull(readAt, "readAt");
        requireNonNull(thoroughAt, "thoroughAt");
    }

    /** After the first pull that came to its end: what it brought was posted within the time that its posts tell. */
    static Reading first(Pulled pulled, Instant now) {
        var oldest = pulled.posts().isEmpty() ? now : pulled.posts().getLast().sharedAt();
        return new Reading(pulled.cursor(), pulled.posts().size() / hours(Duration.between(oldest, now)), now, now);
    }

    /** After a later one. */
    Reading next(Pulled pulled, boolean wasThorough, Instant now) {
        return next(pulled.cursor(), pulled.posts().size(), wasThorough, now);
    }

    Reading next(@Nullable String newCursor, int posts, boolean wasThorough, Instant now) {
        var since = Duration.between(readAt, now);
        double weight = 1 - Math.exp(-hours(since) / hours(MEMORY));
        double rate = posts / hours(since);
        return new Reading(
                newCursor, postsPerHour + weight * (rate - postsPerHour), now, wasThorough ? now : thoroughAt);
    }

    /** After one that was cut short, and kept what it had. */
    Reading upTo(@Nullable String newCursor) {
        return new Reading(newCursor, postsPerHour, readAt, thoroughAt);
    }

    private static double hours(Duration time) {
        return Math.max(time.toMillis(), SHORTEST.toMillis())
                / (double) Duration.ofHours(1).toMillis();
    }
}
