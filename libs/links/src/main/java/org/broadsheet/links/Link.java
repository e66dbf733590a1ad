package org.broadsheet.links;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A link: a URL found in an entry, with what is opened and what is the same.
 *
 * @param raw as it was found
 * @param fetchUrl what is opened: absolute, unwrapped, without tracking and gift parameters
 * @param linkKey what is the same: 64 lower-case hexadecimal digits, SHA-256 of the folded URL
 * @param host of {@code fetchUrl}: lower case, in ASCII, not folded ({@code www.} stays)
 * @param domain the registrable domain of the host by the public suffix list, its private section included; the host
 *     itself where it has none (an address, a name that is a suffix)
 * @param giftUrl {@code fetchUrl} with the parameters of a subscriber's gift, null where there is no gift
 */
public record Link(
        String raw,
        String fetchUrl,
        String linkKey,
        String host,
        String domain,
        @Nullable String giftUrl) implements LinkResult {
    public Link {
        requireNonNull(raw, "raw");
        requireNonNull(fetchUrl, "fetchUrl");
        requireNonNull(linkKey, "linkKey");
        requireNonNull(host, "host");
        requireNonNull(domain, "domain");
    }
}
