package org.broadsheet.ingest.reader;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** That a reader was here, or was given something to read. @param day in UTC */
public record Visit(UUID userId, LocalDate day) {
    public Visit {
        requireNonNull(userId, "userId");
        requireNonNull(day, "day");
    }

    public static Visit at(UUID userId, Instant time) {
        return new Visit(userId, LocalDate.ofInstant(time, ZoneOffset.UTC));
    }
}
