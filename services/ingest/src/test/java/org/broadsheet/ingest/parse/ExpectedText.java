package org.broadsheet.ingest.parse;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.broadsheet.links.Link;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.PlainText;
import org.broadsheet.links.WebUrl;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * Values as other readers give them against ours: they keep markup where we keep text, and text in full where we keep an
 * excerpt. Both are brought to plain text of our length; the links in the markup must be among ours.
 */
final class ExpectedText {
    private static final int EXCERPT = 500;
    private final LinkParser links = new LinkParser();
    private final URI base;

    ExpectedText(URI base) {
        this.base = base;
    }

    /** The same words, whether the expected value is markup or already text. */
    static boolean isSame(String expected, @Nullable String actual) {
        String ours = normal(Objects.requireNonNullElse(actual, ""));
        return normal(expected).equals(ours)
                || normal(Jsoup.parseBodyFragment(expected).text()).equals(ours);
    }

    private static String normal(String text) {
        return Objects.requireNonNullElse(PlainText.cut(text, EXCERPT), "");
    }

    /** Addresses are compared as a browser would write them; an expected one that no browser follows must be absent. */
    static boolean isSameUrl(String expected, @Nullable String actual) {
        if (!(WebUrl.parse(expected) instanceof WebUrl url)) {
            return actual == null;
        }
        return url.toString().equals(actual);
    }

    static boolean isSameInstant(String expected, @Nullable Instant actual) {
        return FeedDates.parse(expected)
                .map(date -> date.getEpochSecond() == (actual == null ? 0 : actual.getEpochSecond()))
                .orElse(actual == null);
    }

    /** Whether what the expected markup links to is what we found, as far as we take it for an article. */
    boolean hasSameLinks(String expected, FeedEntry entry) {
        return Jsoup.parseBodyFragment(expected).select("a[href^=http]").stream()
                .map(anchor -> links.parse(anchor.attr("href"), base))
                .filter(Link.class::isInstance)
                .map(Link.class::cast)
                .filter(link -> !isHomePage(link))
                .allMatch(link -> entry.links().stream()
                        .anyMatch(found -> found.link().linkKey().equals(link.linkKey())));
    }

    private static boolean isHomePage(Link link) {
        return WebUrl.parse(link.fetchUrl()) instanceof WebUrl url && url.isHomePage();
    }
}
