package org.broadsheet.user.connection;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.events.Spending;
import org.jspecify.annotations.Nullable;

/**
 * An account elsewhere, with what ingest last said of it.
 *
 * @param reason why it is not active, or one of its timelines is not read
 * @param lastPollAt of any of its timelines that the user reads
 * @param state pending until ingest has said something, then the wire name of its state
 */
record Connection(
        UUID id,
        String network,
        String server,
        String handle,
        String state,
        @Nullable String reason,
        List<OfferedTimeline> timelines,
        @Nullable Spending spending,
        @Nullable Instant lastPollAt,
        Instant createdAt) {
    Connection {
        requireNonNull(id, "id");
        requireNonNull(network, "network");
        requireNonNull(server, "server");
        requireNonNull(handle, "handle");
        requireNonNull(state, "state");
        timelines = List.copyOf(timelines);
        requireNonNull(createdAt, "createdAt");
    }
}
