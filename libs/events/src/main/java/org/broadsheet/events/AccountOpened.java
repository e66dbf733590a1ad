package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** user to digest: an account exists, and this is where its mail goes. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccountOpened(
        UUID userId, String email, @Nullable String name, Instant openedAt) implements Event {
    public AccountOpened {
        requireNonNull(userId, "userId");
        requireNonNull(email, "email");
        requireNonNull(openedAt, "openedAt");
    }

    @Override
    public String identity() {
        return userId.toString();
    }
}
