package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * ingest to digest: the timelines of a reader who stays away are not read any more, until they come back. Once for each
 * absence, however many timelines there are.
 *
 * @param lastSeen the day (UTC) that the reader was here last, which names the absence
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record TimelinesPaused(UUID userId, LocalDate lastSeen, Instant pausedAt) implements Event {
    public TimelinesPaused {
        requireNonNull(userId, "userId");
        requireNonNull(lastSeen, "lastSeen");
        requireNonNull(pausedAt, "pausedAt");
    }

    @Override
    public String identity() {
        return userId + ":" + lastSeen;
    }
}
