package org.broadsheet.feed.listing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An article as one reader's feed lists it.
 *
 * @param sharers persons and feeds that shared it in the window
 * @param sources the subscriptions by which it came
 */
record ListedArticle(
        UUID id,
        String url,
        @Nullable String title,
        String domain,
        @Nullable String site,
        @Nullable String author,
        @Nullable String excerpt,
        @Nullable String imageUrl,
        @Nullable Instant publishedAt,
        @Nullable Integer readingMinutes,
        @Nullable String faviconUrl,
        @Nullable Instant firstSharedAt,
        @Nullable Instant lastSharedAt,
        long sharers,
        List<UUID> sources,
        boolean read,
        boolean saved,
        List<String> tags,
        @Nullable String hiddenBy) {
    ListedArticle {
        sources = List.copyOf(sources);
        tags = List.copyOf(tags);
    }
}
