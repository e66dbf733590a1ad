package org.broadsheet.ingest.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a timeline is not read (on) just now.
 *
 * @param reason in words for its reader
 * @param notBefore when asking again is of use; null where nothing says so
 */
record Stop(Cause cause, String reason, @Nullable Instant notBefore) {
    /** To be counted. */
    enum Cause {
        /** There is no such connection, not yet or not any more. */
        UNCONNECTED,
        /** The reader has to connect the account again. */
        EXPIRED,
        /** The token can't be refreshed just now. */
        UNAVAILABLE,
        /** The network refuses the token, and the new one, too. */
        REFUSED,
        /** The server makes the timeline anew. */
        COLD,
        RATE_LIMITED,
        /** The budget of the month is used up. */
        BUDGET,
        /** That of the day. */
        PACED,
        /** What was paid for at the network is used up. */
        SPENT,
        /** The timeline is no more. */
        GONE,
        /** It took too long, and goes on where it stopped. */
        TOO_LONG,
        FAILED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Stop {
        requireNonNull(cause, "cause");
        requireNonNull(reason, "reason");
    }

    static Stop of(Cause cause, String reason) {
        return new Stop(cause, reason, null);
    }
}
