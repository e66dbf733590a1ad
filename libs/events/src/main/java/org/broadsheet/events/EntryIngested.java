package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * ingest to filter: a source published an entry, or changed one, or took one back: then it has no links, and is in nobody's feed.
 *
 * @param version counts up from 1 when the entry is edited; an older one never overwrites a newer
 * @param url the entry's own address, null where it has none
 * @param text plain text, at most 500 characters
 * @param sharedAt when it was published, within [seen - 10 years, seen + 10 minutes]
 * @param links at most 10, each link key once
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntryIngested(
        UUID entryId,
        UUID sourceId,
        long version,
        Sharer sharer,
        @Nullable String url,
        @Nullable String title,
        @Nullable String text,
        Instant sharedAt,
        List<EntryLink> links)
        implements Event {
    public EntryIngested {
        requireNonNull(entryId, "entryId");
        requireNonNull(sourceId, "sourceId");
        requireNonNull(sharer, "sharer");
        requireNonNull(sharedAt, "sharedAt");
        links = List.copyOf(links);
    }

    @Override
    public String identity() {
        return entryId + ":" + version;
    }

    /** What is told of an entry that was taken back: a version of it that says nothing, of nobody. */
    public static EntryIngested withdrawn(UUID entryId, UUID sourceId, long version, Instant sharedAt) {
        var nobody = new Sharer("withdrawn", "", null, Network.FEED);
        return new EntryIngested(entryId, sourceId, version, nobody, null, null, null, sharedAt, List.of());
    }
}
