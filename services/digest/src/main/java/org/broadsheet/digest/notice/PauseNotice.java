package org.broadsheet.digest.notice;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice that this process has claimed, and is alone to hand over.
 *
 * @param lastSeen the day (UTC) that the reader was here last
 * @param attempt which hand-over of it this is, from 1
 * @param email null if account.opened has not come yet
 */
public record PauseNotice(
        UUID id,
        UUID userId,
        LocalDate lastSeen,
        int attempt,
        @Nullable String email,
        @Nullable String readerName) {
    public PauseNotice {
        requireNonNull(id, "id");
        requireNonNull(userId, "userId");
        requireNonNull(lastSeen, "lastSeen");
    }

    @Override
    public String toString() {
        return "PauseNotice[" + id + ", attempt " + attempt + "]";
    }
}
