package org.broadsheet.feed.listing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An article as one reader's feed lists it.
 *
 * @param members the articles that are listed as this one and came to the reader, itself first
 * @param sharers persons and feeds that shared it in the window
 * @param sources the subscriptions by which it came
 */
record ListedArticle(
        UUID id,
        List<UUID> members,
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
        members = List.copyOf(members);
        sources = List.copyOf(sources);
        tags = List.copyOf(tags);
    }
}
