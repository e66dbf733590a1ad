package org.broadsheet.links;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A link in a text.
 *
 * @param text what the anchor says, plain, at most 500 characters; null where it says nothing, or only the address
 */
public record FoundLink(Link link, @Nullable String text) {
    public FoundLink {
        requireNonNull(link, "link");
    }
}
