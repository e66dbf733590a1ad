package org.broadsheet.ingest.parse;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.links.WebUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** The feeds that a page names in its head: {@code <link rel="alternate" type="application/rss+xml" href=…>}. */
public final class FeedDiscovery {
    private static final Set<String> TYPES = Set.of(
            "application/rss+xml",
            "application/atom+xml",
            "application/feed+json",
            "application/json",
            "application/rdf+xml",
            "application/xml",
            "text/xml");
    private static final Set<String> COMMENT_WORDS = Set.of("comments", "comment");
    private static final int MAX_FEEDS = 10;
    /** Heads end long before this; the rest of a page need not be parsed. */
    private static final int READ = 512 * 1_024;

    private FeedDiscovery() {}

    /**
     * The page's feeds, in its order but the feeds of comments last; at most ten.
     *
     * @param base the page's address; its {@code <base href>} counts
     */
    public static List<URI> find(String html, URI base) {
        var document = Jsoup.parse(html.substring(0, Math.min(READ, html.length())), base.toString());
        var links = document.select("link[href]").stream()
                .filter(FeedDiscovery::namesAFeed)
                .toList();
        return Stream.concat(
                        links.stream().filter(link -> !isOfComments(link)),
                        links.stream().filter(FeedDiscovery::isOfComments))
                .flatMap(link -> address(link, base))
                .distinct()
                .limit(MAX_FEEDS)
                .toList();
    }

    private static boolean namesAFeed(Element link) {
        var relations =
                List.of(link.attr("rel").toLowerCase(Locale.ROOT).strip().split("\\s+"));
        String type = link.attr("type")
                .toLowerCase(Locale.ROOT)
                .replaceFirst(";.*", "")
                .strip();
        if (relations.contains("feed")) {
            return type.isEmpty() || TYPES.contains(type);
        }
        return relations.contains("alternate") && !relations.contains("stylesheet") && TYPES.contains(type);
    }

    private static boolean isOfComments(Element link) {
        String words = (link.attr("title") + " " + link.attr("href")).toLowerCase(Locale.ROOT);
        return COMMENT_WORDS.stream().anyMatch(words::contains);
    }

    private static Stream<URI> address(Element link, URI base) {
        String pageBase = link.baseUri().isEmpty() ? base.toString() : link.baseUri();
        return Bases.absolute(link.attr("href").strip(), pageBase).map(WebUrl::toUri).stream();
    }
}
