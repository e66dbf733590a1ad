package org.broadsheet.ingest.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as its format's reader found it.
 *
 * @param id what the feed calls it
 * @param title in the markup that {@code titleIsHtml} tells
 * @param html its content, else its summary
 * @param summary where there is a content as well: what the excerpt is made of
 * @param base the {@code xml:base} that holds for it, perhaps relative itself
 * @param images candidates, best first
 */
record RawEntry(
        @Nullable String id,
        @Nullable String url,
        @Nullable String externalUrl,
        @Nullable String title,
        boolean titleIsHtml,
        @Nullable String html,
        @Nullable String summary,
        @Nullable String author,
        @Nullable String published,
        @Nullable String updated,
        @Nullable String base,
        List<String> images,
        List<String> tags) {}
