package org.broadsheet.links;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The links of a text in HTML (algorithms.md 4.1): each article once, without what is no article. */
public final class LinkExtractor {
    /** The most links that one entry may have. */
    public static final int MAX_LINKS = 10;

    private static final int MAX_TEXT = 500;
    /** Beyond this nobody reads; it bounds the work for a hostile page of links. */
    private static final int MAX_ANCHORS = 2_000;

    private final LinkParser parser;

    public LinkExtractor(LinkParser parser) {
        this.parser = parser;
    }

    /**
     * The first {@value #MAX_LINKS} links of a text, in its order, each link key once. Mentions and hashtags, bare home
     * pages, images and share buttons are no links.
     *
     * @param html a text or a whole page, of any quality
     * @param base what relative addresses are resolved against
     */
    public List<FoundLink> extract(String html, @Nullable URI base) {
        var found = new LinkedHashMap<String, FoundLink>();
        var anchors = Jsoup.parseBodyFragment(html).stream()
                .filter(LinkExtractor::isLink)
                .limit(MAX_ANCHORS)
                .iterator();
        while (anchors.hasNext() && found.size() < MAX_LINKS) {
            var anchor = anchors.next();
            if (parse(anchor.attr("href"), base) instanceof Link link) {
                found.putIfAbsent(link.linkKey(), new FoundLink(link, text(anchor)));
            }
        }
        return List.copyOf(found.values());
    }

    /** One URL by the same rules, for an address that stands in no text. */
    public LinkResult parse(String raw, @Nullable URI base) {
        return switch (parser.parse(raw, base)) {
            case Rejected rejected -> rejected;
            case Link link ->
                NoArticle.judge(link).<LinkResult>map(Rejected::new).orElse(link);
        };
    }

    private static boolean isLink(Element element) {
        return element.nameIs("a")
                && element.hasAttr("href")
                && !element.hasClass("mention")
                && !element.hasClass("hashtag");
    }

    private static @Nullable String text(Element anchor) {
        String text = anchor.text().strip();
        boolean silent = text.isEmpty() || text.startsWith("http://") || text.startsWith("https://");
        return silent ? null : cut(text);
    }

    /** Between two characters, not inside one. */
    private static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT);
    }
}
