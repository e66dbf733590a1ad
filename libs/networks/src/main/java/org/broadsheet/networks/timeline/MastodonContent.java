package org.broadsheet.networks.timeline;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The HTML of a status, of which the beginning is read. */
final class MastodonContent {
    private static final int READ = 65_536;

    private final Document document;

    MastodonContent(String html) {
        document = Jsoup.parseBodyFragment(html.substring(0, Math.min(READ, html.length())));
        // Stands in for a quote where quotes are not known; it repeats its address.
        document.select(".quote-inline").remove();
    }

    String text() {
        return document.text();
    }

    /** Where it leads, without mentions and hashtags. The text of a link is its address, cut for people. */
    List<String> addresses() {
        return document.select("a[href]").stream()
                .filter(MastodonContent::isLink)
                .map(anchor -> anchor.attr("href"))
                .limit(Tree.MAX_LIST)
                .toList();
    }

    private static boolean isLink(Element anchor) {
        return !anchor.hasClass("mention")
                && !anchor.hasClass("hashtag")
                && !List.of(anchor.attr("rel").split(" ")).contains("tag");
    }
}
