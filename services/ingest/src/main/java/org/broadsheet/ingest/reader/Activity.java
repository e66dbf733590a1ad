package org.broadsheet.ingest.reader;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a reader's being here.
 *
 * @param pausedAt since when their timelines rest; null while they are read
 * @param resumedAt when they last came back from that
 */
record Activity(
        UUID userId,
        LocalDate seenOn,
        @Nullable Instant pausedAt,
        @Nullable Instant resumedAt) {
    Activity {
        requireNonNull(userId, "userId");
        requireNonNull(seenOn, "seenOn");
    }

    /** Of a reader who was not known. */
    static Activity of(Visit visit) {
        return new Activity(visit.userId(), visit.day(), null, null);
    }

    /** After a later visit. @param isBack whether it ends a pause, if there is one */
    Activity seen(LocalDate day, boolean isBack, Instant now) {
        return isBack && pausedAt != null
                ? new Activity(userId, day, null, now)
                : new Activity(userId, day, pausedAt, resumedAt);
    }

    Activity paused(Instant now) {
        return new Activity(userId, seenOn, now, resumedAt);
    }
}
