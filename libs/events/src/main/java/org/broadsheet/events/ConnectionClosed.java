package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/**
 * user to ingest and filter: the reader ended a connection, so its credentials are to be revoked at the network and
 * forgotten, and what they mute there counts no more. Its id never comes back.
 *
 * @param version the last one that was opened; whatever of it arrives later has no effect
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConnectionClosed(UUID connectionId, UUID userId, long version, Instant closedAt) implements Event {
    public ConnectionClosed {
        requireNonNull(connectionId, "connectionId");
        requireNonNull(userId, "userId");
        requireNonNull(closedAt, "closedAt");
    }

    @Override
    public String identity() {
        return connectionId + ":" + version;
    }
}
