package org.broadsheet.digest.run;

import static java.util.Objects.requireNonNull;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A slot whose turn has come.
 *
 * @param slot the local time that names it
 * @param since articles shared at or after this
 * @param until articles shared before this
 * @param size how many articles at most, 1 to 50
 */
public record NewRun(
        UUID id,
        UUID userId,
        UUID scheduleId,
        LocalDateTime slot,
        Instant slotAt,
        ZoneId zone,
        Instant since,
        Instant until,
        int size) {
    public NewRun {
        requireNonNull(id, "id");
        requireNonNull(userId, "userId");
        requireNonNull(scheduleId, "scheduleId");
        requireNonNull(slot, "slot");
        requireNonNull(slotAt, "slotAt");
        requireNonNull(zone, "zone");
        if (since.isAfter(until)) {
            throw new IllegalArgumentException("since is after until");
        }
    }

    public static NewRun of(
            UUID userId,
            UUID scheduleId,
            LocalDateTime slot,
            Instant slotAt,
            ZoneId zone,
            Instant since,
            Instant until,
            int size) {
        return new NewRun(
                UuidCreator.getTimeOrderedEpoch(), userId, scheduleId, slot, slotAt, zone, since, until, size);
    }
}
