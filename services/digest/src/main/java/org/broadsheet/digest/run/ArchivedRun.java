package org.broadsheet.digest.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as its user may see it.
 *
 * @param slot the local time that names it
 * @param slotAt when that was
 * @param reason why it was not mailed, or may not have been; null where there is nothing to say
 */
record ArchivedRun(
        UUID id,
        LocalDateTime slot,
        Instant slotAt,
        String zone,
        RunState state,
        int articleCount,
        @Nullable Instant sentAt,
        @Nullable String reason) {
    ArchivedRun {
        requireNonNull(id, "id");
        requireNonNull(slot, "slot");
        requireNonNull(slotAt, "slotAt");
        requireNonNull(zone, "zone");
        requireNonNull(state, "state");
    }
}
