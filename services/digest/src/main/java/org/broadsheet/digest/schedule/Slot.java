package org.broadsheet.digest.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * One turn of a schedule.
 *
 * @param local what the reader's clock was asked to show, which names the slot; it may be a time that the day skips
 * @param at when it is
 */
public record Slot(LocalDateTime local, Instant at) {
    public Slot {
        requireNonNull(local, "local");
        requireNonNull(at, "at");
    }
}
