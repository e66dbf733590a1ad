package org.broadsheet.ingest.parse;

import java.util.Locale;
import java.util.Set;

/**
 * What stands in what in a feed, so that one tag that is missing costs one field and not the rest of the feed: an entry
 * never stands in an entry, nor a title in a link.
 */
enum Nesting {
    ENTRY(Set.of("rss", "rdf:rdf", "channel", "items", "feed", "atom:feed")),
    FIELD(Set.of(
            "channel",
            "feed",
            "atom:feed",
            "item",
            "entry",
            "atom:entry",
            "image",
            "textinput",
            "atom:source",
            "rdf:rdf")),
    /** Markup, and whatever else may be anywhere. */
    OTHER(Set.of());

    private static final Set<String> ENTRIES = Set.of("item", "entry", "atom:entry");
    private static final Set<String> FIELDS = Set.of(
            "title",
            "link",
            "description",
            "guid",
            "pubdate",
            "author",
            "category",
            "comments",
            "enclosure",
            "language",
            "ttl",
            "copyright",
            "generator",
            "lastbuilddate",
            "content:encoded",
            "id",
            "updated",
            "published",
            "summary",
            "content",
            "itunes:image",
            "itunes:author",
            "itunes:summary",
            "media:group",
            "media:thumbnail");

    private final Set<String> holders;

    Nesting(Set<String> holders) {
        this.holders = holders;
    }

    /** @param name with the usual prefix of its vocabulary */
    static Nesting of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (ENTRIES.contains(lower)) {
            return ENTRY;
        }
        String field = lower.startsWith(Vocabulary.ATOM) ? lower.substring(Vocabulary.ATOM.length()) : lower;
        return FIELDS.contains(field) || lower.startsWith("dc:") ? FIELD : OTHER;
    }

    boolean mayStandIn(String outer) {
        return this == OTHER || holders.contains(outer.toLowerCase(Locale.ROOT));
    }
}
