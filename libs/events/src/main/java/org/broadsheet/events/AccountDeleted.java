package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/** user to everyone: forget this user, and whatever still arrives about them. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccountDeleted(UUID userId, Instant deletedAt) implements Event {
    public AccountDeleted {
        requireNonNull(userId, "userId");
        requireNonNull(deletedAt, "deletedAt");
    }

    @Override
    public String identity() {
        return userId.toString();
    }
}
