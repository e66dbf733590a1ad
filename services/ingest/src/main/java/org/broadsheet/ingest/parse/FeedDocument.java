package org.broadsheet.ingest.parse;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a feed says, in the order in which it says it.
 *
 * @param title plain text, at most 500 characters; null where there is none
 * @param homePage the site's address, absolute; null where there is none
 * @param ttl how long the feed wants to be left alone (RSS {@code ttl}, {@code sy:updatePeriod}); zero where it says
 *     nothing
 * @param quiet when it does not want to be asked at all (RSS {@code skipHours}, {@code skipDays})
 * @param language as the feed writes it; null where it says nothing
 * @param entries at most 1,000, each guid once
 */
public record FeedDocument(
        @Nullable String title,
        @Nullable String homePage,
        Duration ttl,
        QuietHours quiet,
        @Nullable String language,
        List<FeedEntry> entries) {
    public FeedDocument {
        entries = List.copyOf(entries);
    }

    /** The same with other entries. */
    public FeedDocument with(List<FeedEntry> otherEntries) {
        return new FeedDocument(title, homePage, ttl, quiet, language, otherEntries);
    }
}
