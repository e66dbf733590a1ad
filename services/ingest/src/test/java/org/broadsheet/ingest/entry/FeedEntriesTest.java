package org.broadsheet.ingest.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.SourceState;
import org.broadsheet.ingest.parse.FeedDocument;
import org.broadsheet.ingest.parse.FeedParser;
import org.broadsheet.ingest.parse.ParseResult;
import org.broadsheet.ingest.source.PollWish;
import org.broadsheet.ingest.source.Source;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.fetch.Validators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedEntriesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void theLargestEntryFitsIntoAMessage() throws IOException {
        String links = IntStream.range(0, 20)
                .mapToObj(i ->
                        "<a href='https://site" + i + ".example/" + "ä".repeat(320) + "'>" + "文".repeat(199) + "</a>")
                .collect(joining());
        var feed = feed(
                "https://blog.example/",
                "{\"id\":\"%s\",\"url\":\"https://blog.example/%s\",\"title\":\"%s\",\"content_html\":\"%s %s\"}"
                        .formatted("g".repeat(2_000), "x".repeat(1_900), "文".repeat(900), "文".repeat(900), links));
        var entry = feed.entries().getFirst();
        var message = messages(feed)
                .published(entry)
                .ingested(new SeenEntry(UUID.randomUUID(), entry.guid(), 1, "x", NOW), UUID.randomUUID());
        assertThat(message.links()).hasSize(10);
        assertThat(ObjectMapper.getDefault().writeValueAsString(message).getBytes(UTF_8))
                .hasSizeLessThan(56 * 1_024);
    }

    @Test
    void anAnchorThatNamesNothingIsNoTitle() {
        var feed = feed(
                "https://blog.example/",
                "{\"id\":\"1\",\"url\":\"https://blog.example/1\",\"title\":\"T\",\"content_html\":\""
                        + "<a href='https://a.example/1'>here</a> <a href='https://a.example/2'>How feeds are read</a>\"}");
        var entry = feed.entries().getFirst();
        assertThat(messages(feed).published(entry).links())
                .extracting(EntryLink::title)
                .containsExactly("T", null, "How feeds are read");
    }

    @Test
    void onlyAnEntryOfTheFeedsOwnSiteDescribesItsArticle() {
        var own = feed("https://blog.example/", "{\"id\":\"1\",\"url\":\"https://blog.example/1\"}");
        var others = feed("https://blog.example/", "{\"id\":\"1\",\"url\":\"https://elsewhere.example/1\"}");
        var linkBlog = feed(
                "https://blog.example/",
                "{\"id\":\"1\",\"url\":\"https://blog.example/1\",\"external_url\":\"https://elsewhere.example/1\"}");
        assertThat(messages(own).isOwnArticle(own.entries().getFirst())).isTrue();
        assertThat(messages(others).isOwnArticle(others.entries().getFirst())).isFalse();
        assertThat(messages(linkBlog).isOwnArticle(linkBlog.entries().getFirst()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.blog.example/feed.json, blog.example",
        "https://ann.substack.com/feed, ann.substack.com",
        "http://127.0.0.1:8081/feed,"
    })
    void aFeedHasTheDomainThatItIsServedFrom(String url, String site) {
        var feed = feed("https://elsewhere.example/", "{\"id\":\"1\",\"url\":\"https://elsewhere.example/1\"}");
        var told = messages(url, feed).published(feed.entries().getFirst());
        assertThat(told.sharer().sites()).isEqualTo(site == null ? List.of() : List.of(site));
    }

    private static FeedEntries messages(FeedDocument feed) {
        return messages("https://blog.example/feed.json", feed);
    }

    private static FeedEntries messages(String url, FeedDocument feed) {
        return new FeedEntries(
                new Source(
                        UUID.randomUUID(),
                        url,
                        SourceState.PENDING,
                        0,
                        null,
                        0,
                        Validators.none(),
                        null,
                        PollWish.NONE,
                        0,
                        null,
                        null,
                        0,
                        null,
                        null,
                        null,
                        null),
                feed);
    }

    private static FeedDocument feed(String home, String item) {
        String json = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Blog\",\"home_page_url\":\"" + home
                + "\",\"items\":[" + item + "]}";
        var result = new FeedParser(new LinkParser())
                .parse(json.getBytes(UTF_8), null, URI.create("https://blog.example/feed.json"), NOW);
        return ((ParseResult.Parsed) result).document();
    }
}
