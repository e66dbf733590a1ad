package org.broadsheet.ingest.expand;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.broadsheet.ingest.parse.FeedEntry;
import org.broadsheet.links.FoundLink;
import org.broadsheet.links.Link;
import org.broadsheet.links.LinkParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpandedEntriesTest {
    private static final String FEED = "https://blog.example/feed";

    private final LinkParser parser = new LinkParser();

    @Test
    void aShortLinkKeepsItsTextAndHowItWasFound() {
        var entry = expanded(Map.of("https://t.co/1", "https://news.example/a?utm_source=x"), "https://t.co/1");
        var found = entry.links().getFirst();
        assertThat(found.text()).isEqualTo("text of https://t.co/1");
        assertThat(found.link().raw()).isEqualTo("https://t.co/1");
        assertThat(found.link().fetchUrl()).isEqualTo("https://news.example/a");
        assertThat(found.link().linkKey())
                .isEqualTo(link("https://news.example/a").linkKey());
        assertThat(found.link().domain()).isEqualTo("news.example");
    }

    @Test
    void twoLinksToOnePageAreOneInTheOrderOfTheText() {
        var targets =
                Map.of("https://t.co/1", "https://news.example/a", "https://bit.ly/2", "https://www.news.example/a/");
        assertThat(urls(expanded(targets, "https://x.example/0", "https://t.co/1", "https://bit.ly/2")))
                .containsExactly("https://x.example/0", "https://news.example/a");
        assertThat(urls(expanded(targets, "https://news.example/a", "https://t.co/1")))
                .containsExactly("https://news.example/a");
    }

    @Test
    void whatIsNoArticleGoesAndWhatIsUnknownStays() {
        var targets = Map.of(
                "https://t.co/1", "https://news.example/",
                "https://t.co/2", "https://news.example/cat.png",
                "https://t.co/3", "https://twitter.com/intent/tweet?url=x");
        assertThat(urls(expanded(
                        targets, "https://t.co/1", "https://t.co/2", "https://t.co/3", "https://t.co/unknown")))
                .containsExactly("https://t.co/unknown");
    }

    @Test
    void anEntrysOwnAddressIsExpandedToo() {
        var targets = Map.of("https://t.co/1", "https://blog.example/post?ref=blog.example");
        assertThat(expanded(targets, "https://t.co/1").url()).isEqualTo("https://blog.example/post");
        assertThat(entries(targets)
                        .of(entry("https://other.example/", "https://t.co/1"))
                        .url())
                .isEqualTo("https://other.example/");
    }

    @Test
    void anEntryWithoutShortLinksIsLeftAsItIs() {
        var entry = entry(null, "https://news.example/a");
        assertThat(entries(Map.of("https://t.co/1", "https://x.example/y")).of(entry))
                .isSameAs(entry);
    }

    private FeedEntry expanded(Map<String, String> targets, String... links) {
        return entries(targets).of(entry(links[0], links));
    }

    private static ExpandedEntries entries(Map<String, String> targets) {
        return new ExpandedEntries(targets, FEED);
    }

    private FeedEntry entry(@Nullable String url, String... links) {
        return new FeedEntry(
                "guid",
                url,
                null,
                "title",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Stream.of(links)
                        .map(link -> new FoundLink(link(link), "text of " + link))
                        .toList());
    }

    private Link link(String url) {
        return (Link) parser.parse(url, (URI) null);
    }

    private static List<String> urls(FeedEntry entry) {
        return entry.links().stream().map(found -> found.link().fetchUrl()).toList();
    }
}
