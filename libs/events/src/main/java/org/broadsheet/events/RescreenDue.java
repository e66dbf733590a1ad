package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * filter to itself, a work queue: judge a user's entries of the last 30 days again.
 *
 * @param rulesVersion the version that asks for it; a newer one makes it needless
 * @param after how far an earlier message came: the last entry judged, null at the start
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record RescreenDue(
        UUID userId, long rulesVersion, @Nullable UUID after) implements Event {
    public RescreenDue {
        requireNonNull(userId, "userId");
    }

    @Override
    public String identity() {
        return userId + ":" + rulesVersion + ":" + after;
    }
}
