package org.broadsheet.ingest.expand;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a short link.
 *
 * @param target null when it could not be found out
 * @param expiresAt from then on it is looked up again; until that succeeds, an old target is better than none
 */
record KnownTarget(String url, @Nullable String target, Instant expiresAt) {
    KnownTarget {
        requireNonNull(url, "url");
        requireNonNull(expiresAt, "expiresAt");
    }
}
