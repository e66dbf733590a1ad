package org.broadsheet.ingest.article;

import static java.util.Objects.requireNonNull;

import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of itself.
 *
 * @param canonical the address that it wants to be known by, if it names one that is its own site's and no home page
 * @param oembed where more can be asked for; on any host, so it goes through the guard as every address does
 */
record PageMetadata(
        Description description,
        @Nullable String canonical,
        @Nullable WebUrl oembed) {
    PageMetadata {
        requireNonNull(description, "description");
    }

    PageMetadata with(Description described) {
        return new PageMetadata(described, canonical, oembed);
    }
}
