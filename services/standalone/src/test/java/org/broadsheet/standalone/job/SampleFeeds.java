package org.broadsheet.standalone.job;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.testing.FeedServer;

/**
 * Feeds of our own in the three forms, whose links are known beforehand: each has entries of its own, one that every feed
 * shares, one that leads to a blocked domain alone, and one that leads there and elsewhere.
 */
public final class SampleFeeds {
    static final String BLOCKED = "blocked.example";
    private static final int FEEDS = 12;
    private static final int OWN = 8;
    private static final Instant NOW = Instant.now();

    private final List<URI> addresses = new ArrayList<>();
    private final Set<String> visible = new TreeSet<>();
    private final Set<String> hidden = new TreeSet<>();

    public SampleFeeds(FeedServer server) {
        for (int feed = 0; feed < FEEDS; feed++) {
            addresses.add(serve(server, feed));
        }
    }

    public List<URI> addresses() {
        return addresses;
    }

    /** Links that the feed must list, once each. */
    Set<String> visible() {
        return visible;
    }

    /** Links that it must not. */
    Set<String> hidden() {
        return hidden;
    }

    private record Entry(String id, String link, String html, Instant published) {}

    private URI serve(FeedServer server, int feed) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < OWN; i++) {
            entries.add(entry(feed, "own" + i, see("https://site" + feed + ".example/story/" + i), ""));
        }
        entries.add(entry(feed, "shared", see("https://everyone.example/the-story"), ""));
        entries.add(entry(feed, "blocked", hide("https://www." + BLOCKED + "/only/" + feed), ""));
        var both = "<p>See <a href=\"" + hide("https://" + BLOCKED + "/aside/" + feed) + "\">this</a></p>";
        entries.add(entry(feed, "both", see("https://site" + feed + ".example/both"), both));
        return switch (feed % 3) {
            case 0 -> server.serve("/sample" + feed + ".rss", "application/rss+xml", rss(feed, entries));
            case 1 -> server.serve("/sample" + feed + ".atom", "application/atom+xml", atom(feed, entries));
            default -> server.serve("/sample" + feed + ".json", "application/feed+json", json(feed, entries));
        };
    }

    private static Entry entry(int feed, String id, String link, String html) {
        return new Entry("sample" + feed + "-" + id, link, html, NOW.minusSeconds(60L * (feed * 20L + id.length())));
    }

    private String see(String link) {
        visible.add(link);
        return link;
    }

    private String hide(String link) {
        hidden.add(link);
        return link;
    }

    private static String rss(int feed, List<Entry> entries) {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
        var items = new StringBuilder();
        entries.forEach(e ->
                items.append(("<item><title>Title of %s</title><link>%s</link><guid isPermaLink=\"false\">%s</guid>"
                                + "<pubDate>%s</pubDate><description><![CDATA[%s]]></description></item>")
                        .formatted(e.id(), e.link(), e.id(), date.format(e.published()), e.html())));
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Sample " + feed
                + "</title><link>https://site" + feed + ".example/</link><description>d</description>" + items
                + "</channel></rss>";
    }

    private static String atom(int feed, List<Entry> entries) {
        var items = new StringBuilder();
        entries.forEach(e ->
                items.append(("<entry><title>Title of %s</title><id>urn:%s</id><link href=\"%s\"/><updated>%s</updated>"
                                + "<content type=\"html\"><![CDATA[%s]]></content></entry>")
                        .formatted(e.id(), e.id(), e.link(), e.published(), e.html())));
        return "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Sample " + feed
                + "</title><id>urn:sample" + feed + "</id><updated>" + NOW + "</updated>" + items + "</feed>";
    }

    private static String json(int feed, List<Entry> entries) {
        var items = entries.stream()
                .map(e ->
                        "{\"id\":\"%s\",\"url\":\"%s\",\"title\":\"Title of %s\",\"date_published\":\"%s\",\"content_html\":\"%s\"}"
                                .formatted(
                                        e.id(),
                                        e.link(),
                                        e.id(),
                                        e.published(),
                                        e.html().replace("\"", "\\\"")))
                .toList();
        return "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Sample " + feed + "\",\"items\":["
                + String.join(",", items) + "]}";
    }
}
