package org.broadsheet.ingest.entry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry as it was last seen.
 *
 * @param version 0 if it was never sent: it stood in the archive of a new source
 * @param contentHash of what is told of it
 * @param sharedAt stays what it was at first, so that an edit brings nothing to the top
 */
record SeenEntry(UUID id, String guid, long version, String contentHash, Instant sharedAt) {
    SeenEntry {
        requireNonNull(id, "id");
        requireNonNull(guid, "guid");
        requireNonNull(contentHash, "contentHash");
        requireNonNull(sharedAt, "sharedAt");
    }
}
