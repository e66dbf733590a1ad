package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/**
 * ingest to itself, a work queue: ask what a connected account offers and mutes.
 *
 * @param slot the time that it became due, which makes one survey of it
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record SurveyDue(UUID connectionId, Instant slot) implements Event {
    public SurveyDue {
        requireNonNull(connectionId, "connectionId");
        requireNonNull(slot, "slot");
    }

    @Override
    public String identity() {
        return connectionId + ":" + slot;
    }
}
