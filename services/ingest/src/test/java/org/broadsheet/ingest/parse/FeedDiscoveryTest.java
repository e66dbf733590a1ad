package org.broadsheet.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FeedDiscoveryTest {
    private static final URI PAGE = URI.create("https://blog.example.org/about/");

    @Test
    void findsWhatAPageNames() {
        var found = FeedDiscovery.find("""
                <html><head>
                <link rel=stylesheet type=text/css href=/style.css>
                <link href='comments.xml' rel=alternate type=application/rss+xml title='Blog comments'>
                <LINK REL="Alternate Home" TYPE="application/atom+xml; charset=utf-8" HREF="/feed?a=1&amp;b=2">
                <link rel=feed href="feed.json">
                <link rel=alternate hreflang=de href="/de">
                <link rel=alternate type="application/rss+xml" href="javascript:alert(1)">
                </head></html>
                """, PAGE);
        assertThat(found)
                .containsExactly(
                        URI.create("https://blog.example.org/feed?a=1&b=2"),
                        URI.create("https://blog.example.org/about/feed.json"),
                        URI.create("https://blog.example.org/about/comments.xml"));
    }

    @Test
    void respectsTheBaseOfThePage() {
        assertThat(FeedDiscovery.find(
                        "<base href='https://cdn.example.org/x/'><link rel=alternate type=text/xml href=rss>", PAGE))
                .containsExactly(URI.create("https://cdn.example.org/x/rss"));
    }

    @Test
    void findsNothingInAPageWithoutFeeds() {
        assertThat(FeedDiscovery.find("<p>hello", PAGE)).isEmpty();
        assertThat(FeedDiscovery.find("", PAGE)).isEmpty();
    }

    @Test
    void findsTheFeedOfEveryPageOfTheCorpus() {
        var differing = new ArrayList<String>();
        int pages = 0;
        for (var page : Corpus.files("autodiscovery/diveintomark")) {
            String name = page.getFileName().toString();
            if (!name.endsWith(".html")) {
                continue;
            }
            pages++;
            var base = URI.create("http://diveintomark.org/tests/client/autodiscovery/" + name);
            var found = FeedDiscovery.find(new String(Corpus.bytes(page), StandardCharsets.UTF_8), base);
            String expected = name.replace(".html", ".xml");
            if (found.isEmpty() || !found.getFirst().toString().endsWith("/" + expected)) {
                differing.add(name + ": " + found);
            }
        }
        System.out.println("autodiscovery: " + (pages - differing.size()) + " of " + pages + " pages");
        assertThat(differing).isEmpty();
    }

    @Test
    void findsTheFeedsOfRealPages() {
        for (var page : Corpus.files("autodiscovery/rsparser")) {
            assertThat(FeedDiscovery.find(new String(Corpus.bytes(page), StandardCharsets.UTF_8), PAGE))
                    .as(page.getFileName().toString())
                    .isNotEmpty();
        }
    }
}
