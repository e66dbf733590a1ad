package org.broadsheet.ingest.article;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.CanonicalAddress;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of an article, all of it plain text or absolute http(s) URLs.
 *
 * @param excerpt at most 500 characters
 * @param readingMinutes 1 or more
 */
@Serdeable
public record Description(
        @Nullable String title,
        @Nullable String site,
        @Nullable String author,
        @Nullable String excerpt,
        @Nullable String imageUrl,
        @Nullable String language,
        @Nullable Instant publishedAt,
        @Nullable Integer readingMinutes,
        @Nullable String faviconUrl) {
    static final Description NOTHING = new Description(null, null, null, null, null, null, null, null, null);

    /** This, and where it says nothing the other. */
    Description or(Description other) {
        return new Description(
                first(title, other.title),
                first(site, other.site),
                first(author, other.author),
                first(excerpt, other.excerpt),
                first(imageUrl, other.imageUrl),
                first(language, other.language),
                first(publishedAt, other.publishedAt),
                first(readingMinutes, other.readingMinutes),
                first(faviconUrl, other.faviconUrl));
    }

    ArticleResolved resolved(String linkKey, long version, @Nullable CanonicalAddress canonical) {
        return new ArticleResolved(
                linkKey,
                version,
                title,
                site,
                author,
                excerpt,
                imageUrl,
                language,
                publishedAt,
                readingMinutes,
                faviconUrl,
                canonical);
    }

    private static <V> @Nullable V first(@Nullable V one, @Nullable V other) {
        return one == null ? other : one;
    }
}
