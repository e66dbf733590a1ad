package org.broadsheet.http;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * What a session cookie or a bearer token says.
 *
 * @param id names it for revocation; no secret
 * @param readOnly whether it may only look, not change
 */
public record Credential(UUID id, UUID userId, Kind kind, Instant expiresAt, boolean readOnly) {
    public Credential {
        requireNonNull(id, "id");
        requireNonNull(userId, "userId");
        requireNonNull(kind, "kind");
        requireNonNull(expiresAt, "expiresAt");
    }

    /** How the caller got it, which decides whether a browser sends it by itself. */
    public enum Kind {
        /** In a cookie, so unsafe calls must prove their origin. */
        SESSION('s'),
        /** In the Authorization header. */
        TOKEN('t');

        private final char mark;

        Kind(char mark) {
            this.mark = mark;
        }

        char mark() {
            return mark;
        }
    }
}
