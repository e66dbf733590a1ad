package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/**
 * ingest to itself, a work queue: poll this source now.
 *
 * @param slot the time that it became due, which makes one poll of it
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record PollDue(UUID sourceId, Instant slot) implements Event {
    public PollDue {
        requireNonNull(sourceId, "sourceId");
        requireNonNull(slot, "slot");
    }

    @Override
    public String identity() {
        return sourceId + ":" + slot;
    }
}
