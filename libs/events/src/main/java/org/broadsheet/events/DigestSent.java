package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** digest to feed: these articles were mailed, so they do not come again soon; to ingest: their reader is there. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record DigestSent(UUID runId, UUID userId, List<UUID> articleIds, Instant sentAt) implements Event {
    public DigestSent {
        requireNonNull(runId, "runId");
        requireNonNull(userId, "userId");
        requireNonNull(sentAt, "sentAt");
        articleIds = List.copyOf(articleIds);
    }

    @Override
    public String identity() {
        return runId.toString();
    }
}
