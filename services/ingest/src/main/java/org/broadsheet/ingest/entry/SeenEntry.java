package org.broadsheet.ingest.entry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry as it was last seen.
 *
 * @param version 0 if it was never sent: it stood in the archive of a new source, or was hidden
 * @param contentHash of what is told of it; {@link #WITHDRAWN} after it was taken back
 * @param sharedAt stays what it was at first, so that an edit brings nothing to the top
 */
record SeenEntry(UUID id, String guid, long version, String contentHash, Instant sharedAt) {
    /** In place of a hash. */
    static final String WITHDRAWN = "withdrawn";

    SeenEntry {
        requireNonNull(id, "id");
        requireNonNull(guid, "guid");
        requireNonNull(contentHash, "contentHash");
        requireNonNull(sharedAt, "sharedAt");
    }

    /** Whether it is in anybody's feed by now. */
    boolean isTold() {
        return version > 0 && !contentHash.equals(WITHDRAWN);
    }

    /** With something else to tell. */
    SeenEntry changed(String newHash) {
        return new SeenEntry(id, guid, version + 1, newHash, sharedAt);
    }

    /** Without anything. When it comes back, that is a change. */
    SeenEntry withdrawn() {
        return changed(WITHDRAWN);
    }
}
