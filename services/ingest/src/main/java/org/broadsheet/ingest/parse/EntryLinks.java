package org.broadsheet.ingest.parse;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.links.FoundLink;
import org.broadsheet.links.Link;
import org.broadsheet.links.LinkExtractor;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.PlainText;
import org.broadsheet.links.RegistrableDomain;
import org.broadsheet.links.WebUrl;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** The links of a feed's entry: what it is about first, then those in its text. */
final class EntryLinks {
    private static final int MAX_IMAGES = 5;
    private static final int MAX_TEXT = 500;

    private final LinkParser parser;
    private final LinkExtractor extractor;

    EntryLinks(LinkParser parser) {
        this.parser = parser;
        this.extractor = new LinkExtractor(parser);
    }

    /**
     * @param main the external address of a link blog's entry, else the entry's own; it may be a home page, as long as it
     *     is not that of the feed's own site
     * @param home the feed's page; links to it in the text are left out, while an entry may be about it
     */
    List<FoundLink> of(
            @Nullable String main,
            @Nullable String title,
            @Nullable String html,
            URI base,
            @Nullable String home,
            URI document) {
        var links = new LinkedHashMap<String, FoundLink>();
        if (main != null && parser.parse(main, base) instanceof Link link && !isOwnHomePage(link, home, document)) {
            links.put(link.linkKey(), new FoundLink(link, title));
        }
        if (html != null) {
            extractor.extract(html, base).stream()
                    .filter(found -> !isOwnFront(found.link(), home, document))
                    .forEach(found -> links.putIfAbsent(found.link().linkKey(), plain(found)));
        }
        return links.values().stream().limit(LinkExtractor.MAX_LINKS).toList();
    }

    /** References in HTML name control characters, too. */
    private static FoundLink plain(FoundLink found) {
        return new FoundLink(found.link(), PlainText.cut(found.text(), MAX_TEXT));
    }

    private static boolean isOwnFront(Link link, @Nullable String home, URI document) {
        return isOwnHomePage(link, home, document)
                || WebUrl.parse(link.fetchUrl()) instanceof WebUrl url
                        && url.withoutFragment().toString().equals(home);
    }

    private static boolean isOwnHomePage(Link link, @Nullable String home, URI document) {
        return WebUrl.parse(link.fetchUrl()) instanceof WebUrl url
                && url.isHomePage()
                && (isOf(link, document.toString()) || home != null && isOf(link, home));
    }

    private static boolean isOf(Link link, String site) {
        return WebUrl.parse(site) instanceof WebUrl url
                && RegistrableDomain.of(url.host()).orElse(url.host()).equals(link.domain());
    }

    /** The pictures in a text that are large enough to be one. */
    static Stream<String> images(String html) {
        return Jsoup.parseBodyFragment(html).stream()
                .filter(element -> element.nameIs("img") && element.hasAttr("src"))
                .filter(image -> !isPixel(image.attr("width")) && !isPixel(image.attr("height")))
                .map(image -> image.attr("src"))
                .filter(source -> !source.startsWith("data:"))
                .limit(MAX_IMAGES);
    }

    /** Counters are one pixel wide, or none. */
    private static boolean isPixel(String size) {
        return size.equals("0") || size.equals("1") || size.equals("1px") || size.equals("0px");
    }
}
