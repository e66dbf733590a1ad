package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * ingest to feed: what is known of the article behind a link key. It comes after the entries and holds none up.
 *
 * @param version counts up for one link key; an older one never overwrites a newer
 * @param excerpt plain text, at most 500 characters
 * @param readingMinutes 1 or more
 * @param faviconUrl of its site
 * @param canonical the address by which its page wants to be known; null takes back what an older version said
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record ArticleResolved(
        String linkKey,
        long version,
        @Nullable String title,
        @Nullable String site,
        @Nullable String author,
        @Nullable String excerpt,
        @Nullable String imageUrl,
        @Nullable String language,
        @Nullable Instant publishedAt,
        @Nullable Integer readingMinutes,
        @Nullable String faviconUrl,
        @Nullable CanonicalAddress canonical)
        implements Event {
    public ArticleResolved {
        requireNonNull(linkKey, "linkKey");
    }

    @Override
    public String identity() {
        return linkKey + ":" + version;
    }
}
