package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.UUID;

/**
 * feed to ingest: a reader was here. Once a day.
 *
 * @param day in UTC
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReaderSeen(UUID userId, LocalDate day) implements Event {
    public ReaderSeen {
        requireNonNull(userId, "userId");
        requireNonNull(day, "day");
    }

    @Override
    public String identity() {
        return userId + ":" + day;
    }
}
