package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An address in a post.
 *
 * @param url http or https, as the network wrote it, at most 2,000 bytes
 * @param title what the network knows the page to be called, plain, at most 500 characters; null where it says nothing
 */
public record PostLink(String url, @Nullable String title) {
    public PostLink {
        requireNonNull(url, "url");
    }
}
