package org.broadsheet.ingest.parse;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed as its format's reader found it: nothing capped, resolved or judged yet.
 *
 * @param title in HTML
 */
record RawFeed(
        @Nullable String title,
        @Nullable String homePage,
        Duration ttl,
        QuietHours quiet,
        @Nullable String language,
        @Nullable String author,
        List<RawEntry> entries) {}
