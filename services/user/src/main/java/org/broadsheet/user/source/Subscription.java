package org.broadsheet.user.source;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.broadsheet.events.SourceState;
import org.jspecify.annotations.Nullable;

/**
 * What a user reads, with what ingest last said of its source.
 *
 * @param url as the user gave it; the feed found there may have another
 * @param entries seen so far by all its readers
 * @param reason why it fails, in words; null while it does not
 */
record Subscription(
        UUID id,
        String url,
        @Nullable String feedUrl,
        @Nullable String title,
        SourceState state,
        long entries,
        @Nullable Instant lastPollAt,
        @Nullable Instant nextPollAt,
        @Nullable String reason,
        Instant createdAt) {
    Subscription {
        requireNonNull(id, "id");
        requireNonNull(url, "url");
        requireNonNull(state, "state");
        requireNonNull(createdAt, "createdAt");
    }
}
