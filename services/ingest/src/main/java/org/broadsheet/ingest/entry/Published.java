package org.broadsheet.ingest.entry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.Sharer;
import org.broadsheet.ingest.article.Description;
import org.jspecify.annotations.Nullable;

/**
 * What a source publishes just now, be it a feed's entry or somebody's post: what is told of it.
 *
 * @param guid what the source calls it, unique there; at most 1,000 characters
 * @param date its own; null where it has none
 * @param own what it says of its first link's article, where it is that article's own; else null
 * @param withheld whether the reader's network hides it: it is not told, and taken back if it was
 */
public record Published(
        String guid,
        @Nullable Instant date,
        Sharer sharer,
        @Nullable String url,
        @Nullable String title,
        @Nullable String text,
        List<EntryLink> links,
        @Nullable Description own,
        boolean withheld) {
    public Published {
        requireNonNull(guid, "guid");
        requireNonNull(sharer, "sharer");
        links = List.copyOf(links);
    }

    EntryIngested ingested(SeenEntry seen, UUID sourceId) {
        return new EntryIngested(seen.id(), sourceId, seen.version(), sharer, url, title, text, seen.sharedAt(), links);
    }

    /** Of what is said, and not who says it or when: names change all the time. */
    String contentHash() {
        var fingerprint = new Fingerprint().with(url).with(title).with(text);
        links.forEach(link -> fingerprint.with(link.linkKey()).with(link.url()).with(link.title()));
        return fingerprint.hex();
    }
}
