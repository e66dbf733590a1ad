package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * ingest to user: how a source fares, as its readers see it.
 *
 * @param version counts up for one source; an older one never overwrites a newer
 * @param entries how many entries were seen so far
 * @param reason why it fails, in words for its readers; null while it does not
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourcePolled(
        UUID sourceId,
        long version,
        SourceState state,
        @Nullable String title,
        String feedUrl,
        long entries,
        @Nullable Instant lastPollAt,
        @Nullable Instant nextPollAt,
        @Nullable String reason)
        implements Event {
    public SourcePolled {
        requireNonNull(sourceId, "sourceId");
        requireNonNull(state, "state");
        requireNonNull(feedUrl, "feedUrl");
    }

    @Override
    public String identity() {
        return sourceId + ":" + version;
    }
}
