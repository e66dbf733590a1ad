package org.broadsheet.digest.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When a user wants a digest, and of what.
 *
 * @param next its next turn, null while it is off
 * @param unsubscribedAt since when it is off
 */
record Schedule(
        UUID id,
        UUID userId,
        Wish wish,
        @Nullable Slot next,
        Instant createdAt,
        @Nullable Instant unsubscribedAt) {
    Schedule {
        requireNonNull(id, "id");
        requireNonNull(userId, "userId");
        requireNonNull(wish, "wish");
        requireNonNull(createdAt, "createdAt");
    }
}
