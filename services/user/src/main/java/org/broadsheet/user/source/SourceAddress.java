package org.broadsheet.user.source;

import static java.util.Objects.requireNonNull;

/**
 * The address of a feed or page that a user asked for.
 *
 * @param url as it will be opened: absolute, without fragment
 * @param key what is compared, so that one user does not ask for one address twice
 */
public record SourceAddress(String url, String key) {
    public SourceAddress {
        requireNonNull(url, "url");
        requireNonNull(key, "key");
    }
}
