package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * ingest to user: how a connection fares, as its reader sees it.
 *
 * @param version of the connection; what is said of an older one is ignored
 * @param report counts up for one version; an older one never overwrites a newer
 * @param reason why it is not active, in words for its reader, at most {@value #MAX_REASON} characters
 * @param timelines what the account offers to read, at most {@value #MAX_TIMELINES}
 * @param spending null where reading costs nothing
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConnectionReported(
        UUID connectionId,
        long version,
        long report,
        ConnectionState state,
        @Nullable String reason,
        List<OfferedTimeline> timelines,
        @Nullable Spending spending)
        implements Event {
    public static final int MAX_TIMELINES = 100;
    public static final int MAX_REASON = 500;

    public ConnectionReported {
        requireNonNull(connectionId, "connectionId");
        requireNonNull(state, "state");
        timelines = List.copyOf(timelines);
        if (timelines.size() > MAX_TIMELINES) {
            throw new IllegalArgumentException("at most " + MAX_TIMELINES + " timelines, not " + timelines.size());
        }
        if (reason != null && reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("a reason of " + reason.length() + " characters");
        }
    }

    @Override
    public String identity() {
        return connectionId + ":" + version + ":" + report;
    }
}
