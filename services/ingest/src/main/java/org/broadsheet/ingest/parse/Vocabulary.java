package org.broadsheet.ingest.parse;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The XML namespaces of feeds, each by its usual prefix. */
final class Vocabulary {
    static final String ATOM = "atom:";
    private static final String NONE = "";

    /** Lower case, without scheme and last slash: feeds are careless with these. */
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("www.w3.org/2005/atom", ATOM),
            Map.entry("purl.org/atom/ns#", ATOM),
            Map.entry("purl.org/atom/ns", ATOM),
            Map.entry("purl.org/rss/1.0", NONE),
            Map.entry("purl.org/net/rss1.1#", NONE),
            Map.entry("my.netscape.com/rdf/simple/0.9", NONE),
            Map.entry("channel.netscape.com/rdf/simple/0.9", NONE),
            Map.entry("my.netscape.com/publish/formats/rss-0.91.dtd", NONE),
            Map.entry("www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"),
            Map.entry("purl.org/dc/elements/1.1", "dc:"),
            Map.entry("purl.org/dc/elements/1.0", "dc:"),
            Map.entry("purl.org/dc/terms", "dcterms:"),
            Map.entry("purl.org/rss/1.0/modules/content", "content:"),
            Map.entry("purl.org/rss/1.0/modules/syndication", "sy:"),
            Map.entry("search.yahoo.com/mrss", "media:"),
            Map.entry("www.itunes.com/dtds/podcast-1.0.dtd", "itunes:"),
            Map.entry("rssnamespace.org/feedburner/ext/1.0", "feedburner:"),
            Map.entry("www.w3.org/1999/xhtml", "xhtml:"),
            Map.entry("www.w3.org/xml/1998/namespace", "xml:"));

    private Vocabulary() {}

    /**
     * The usual prefix, with its colon.
     *
     * @param uri what the prefix is declared as; null where it is not declared, and then it stands for itself
     */
    static String prefix(String prefix, @Nullable String uri) {
        if (uri == null) {
            return prefix.isEmpty() ? NONE : prefix + ":";
        }
        String folded = uri.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("/$", "");
        if (folded.isEmpty() || folded.contains("backend.userland.com") || folded.contains("blogs.law.harvard.edu")) {
            return NONE;
        }
        String known = PREFIXES.get(folded);
        if (known != null) {
            return known;
        }
        return prefix.isEmpty() ? NONE : "?" + prefix + ":";
    }
}
