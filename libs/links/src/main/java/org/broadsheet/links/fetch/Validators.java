package org.broadsheet.links.fetch;

import org.jspecify.annotations.Nullable;

/**
 * What a server calls the state of a body (RFC 9110 section 8.8), kept byte for byte: quotes, weakness marks and all. A
 * byte is the character of the same number (ISO-8859-1).
 *
 * @param etag of at most {@link #MAX_LENGTH} characters; a longer one, or one with control characters, becomes null
 * @param lastModified the same
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {
    public static final int MAX_LENGTH = 1_024;

    public Validators {
        etag = usable(etag);
        lastModified = usable(lastModified);
    }

    public static Validators none() {
        return new Validators(null, null);
    }

    public boolean isEmpty() {
        return etag == null && lastModified == null;
    }

    /** These, with whatever an answer to them names anew: many servers leave out of a 304 what did not change. */
    public Validators updatedBy(Validators newer) {
        return new Validators(
                newer.etag == null ? etag : newer.etag, newer.lastModified == null ? lastModified : newer.lastModified);
    }

    private static @Nullable String usable(@Nullable String value) {
        boolean usable = value != null
                && !value.isBlank()
                && value.length() <= MAX_LENGTH
                && value.chars().allMatch(c -> c >= 0x20 && c < 0x7F || c >= 0xA0 && c <= 0xFF);
        return usable ? value : null;
    }
}
