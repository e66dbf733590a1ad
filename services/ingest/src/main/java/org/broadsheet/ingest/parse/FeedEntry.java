package org.broadsheet.ingest.parse;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.broadsheet.links.FoundLink;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a feed. All text is plain, for no markup is kept, and free of NUL and of lone surrogates; all addresses are
 * http or https.
 *
 * @param guid what the feed calls it, or else its link, or else a hash of what it says; at most 1,000 characters, unique
 *     in its feed
 * @param url its own address, absolute; null where it has none
 * @param externalUrl what it is about, where a link blog names that apart (JSON Feed {@code external_url})
 * @param title plain text, at most 500 characters
 * @param text an excerpt in plain text, at most 500 characters
 * @param author at most 200 characters
 * @param published within [fetch - 10 years, fetch + 10 minutes]; null where the feed gives no readable date
 * @param updated the same
 * @param imageUrl absolute
 * @param tags at most 20, of at most 100 characters
 * @param links what it is about or itself first, then those in its HTML; at most 10, each link key once
 */
public record FeedEntry(
        String guid,
        @Nullable String url,
        @Nullable String externalUrl,
        @Nullable String title,
        @Nullable String text,
        @Nullable String author,
        @Nullable Instant published,
        @Nullable Instant updated,
        @Nullable String imageUrl,
        List<String> tags,
        List<FoundLink> links) {
    public FeedEntry {
        requireNonNull(guid, "guid");
        tags = List.copyOf(tags);
        links = List.copyOf(links);
    }

    /** The same with other addresses. */
    public FeedEntry at(@Nullable String otherUrl, List<FoundLink> otherLinks) {
        return new FeedEntry(
                guid, otherUrl, externalUrl, title, text, author, published, updated, imageUrl, tags, otherLinks);
    }
}
