package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/**
 * digest to feed: choose the articles of one run.
 *
 * @param runId the run: one user, one schedule, one slot
 * @param since articles shared at or after this
 * @param until articles shared before this
 * @param size at most this many articles, 1 to 50
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record DigestDue(UUID runId, UUID userId, Instant since, Instant until, int size) implements Event {
    public DigestDue {
        requireNonNull(runId, "runId");
        requireNonNull(userId, "userId");
        requireNonNull(since, "since");
        requireNonNull(until, "until");
    }

    @Override
    public String identity() {
        return runId.toString();
    }
}
