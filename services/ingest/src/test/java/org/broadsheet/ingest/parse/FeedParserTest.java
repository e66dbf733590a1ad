package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.broadsheet.links.FoundLink;
import org.broadsheet.links.LinkParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedParserTest {
    private static final URI BASE = URI.create("https://blog.example.org/feed.xml");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private final FeedParser parser = new FeedParser(new LinkParser());

    @Test
    void readsRss20() {
        var feed = feed("""
                <?xml version="1.0"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
                <channel><title>A &amp;amp; B</title><link>https://blog.example.org/</link><ttl>90</ttl><language>en</language>
                <item>
                  <title>First &lt;b&gt;entry&lt;/b&gt;</title><link>/2026/first?utm_source=rss</link>
                  <guid isPermaLink="false">tag:1</guid><dc:creator>Ann</dc:creator>
                  <pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate><category>News</category><category>News</category>
                  <description>A summary</description>
                  <content:encoded><![CDATA[<p>Body with <a href="https://other.example/story">another story to read</a></p>]]></content:encoded>
                  <media:thumbnail url="/t.jpg"/>
                </item>
                </channel></rss>
                """);
        assertThat(feed.title()).isEqualTo("A & B");
        assertThat(feed.homePage()).isEqualTo("https://blog.example.org/");
        assertThat(feed.ttl()).isEqualTo(Duration.ofMinutes(90));
        assertThat(feed.language()).isEqualTo("en");
        var entry = feed.entries().getFirst();
        assertThat(entry.guid()).isEqualTo("tag:1");
        assertThat(entry.url()).isEqualTo("https://blog.example.org/2026/first?utm_source=rss");
        assertThat(entry.title()).isEqualTo("First entry");
        assertThat(entry.text()).isEqualTo("A summary");
        assertThat(entry.author()).isEqualTo("Ann");
        assertThat(entry.published()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(entry.imageUrl()).isEqualTo("https://blog.example.org/t.jpg");
        assertThat(entry.tags()).containsExactly("News");
        assertThat(entry.links())
                .extracting(found -> found.link().fetchUrl())
                .containsExactly("https://blog.example.org/2026/first", "https://other.example/story");
        assertThat(entry.links()).extracting(FoundLink::text).containsExactly("First entry", "another story to read");
    }

    @Test
    void readsAtomWithItsBasesAndMarkup() {
        var feed = feed("""
                <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/" xml:lang="de">
                <title type="html">T &amp;eacute;</title><link href="https://a.example/"/><link rel="self" href="feed"/>
                <entry xml:base="y/"><id>urn:1</id><title>1 &lt; 2</title>
                  <link rel="edit" href="edit"/><link rel="alternate" type="text/html" href="one.html"/>
                  <published>2026-11-20T10:00:00Z</published><updated>2026-11-21T10:00:00Z</updated>
                  <author><name>Ben</name></author><category term="t" label="Topic"/>
                  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Hi <a href="two.html">two</a></div></content>
                </entry></feed>
                """);
        var entry = feed.entries().getFirst();
        assertThat(feed.title()).isEqualTo("T é");
        assertThat(entry.title()).isEqualTo("1 < 2");
        assertThat(entry.url()).isEqualTo("https://a.example/x/y/one.html");
        assertThat(entry.text()).isEqualTo("Hi two");
        assertThat(entry.links())
                .extracting(found -> found.link().fetchUrl())
                .contains("https://a.example/x/y/two.html");
        assertThat(entry.links())
                .extracting(found -> found.link().fetchUrl())
                .containsExactly("https://a.example/x/y/one.html", "https://a.example/x/y/two.html");
        assertThat(entry.published()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
        assertThat(entry.updated()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(entry.author()).isEqualTo("Ben");
        assertThat(entry.tags()).containsExactly("Topic");
    }

    @Test
    void readsRdfWithEntriesBesideTheChannel() {
        var feed = feed("""
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
                  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
                <channel rdf:about="x"><title>T</title><link>https://a.example</link>
                  <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel>
                <item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link></item>
                </rdf:RDF>
                """);
        assertThat(feed.ttl()).isEqualTo(Duration.ofMinutes(30));
        assertThat(feed.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.guid()).isEqualTo("https://a.example/1"));
    }

    @Test
    void readsJsonFeedAndPutsTheExternalAddressFirst() {
        var feed = feed("""
                {"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://j.example/",
                 "items": [{"id": 12345678901234567890, "url": "https://j.example/1", "external_url": "https://x.example/y",
                   "content_text": "a < b", "date_published": "2026-11-21T10:00:00+01:00", "authors": [{"name": "Cy"}],
                   "tags": ["a"], "image": "https://j.example/i.png"}]}
                """);
        var entry = feed.entries().getFirst();
        assertThat(entry.guid()).isEqualTo("12345678901234567890");
        assertThat(entry.externalUrl()).isEqualTo("https://x.example/y");
        assertThat(entry.text()).isEqualTo("a < b");
        assertThat(entry.author()).isEqualTo("Cy");
        assertThat(entry.links()).extracting(found -> found.link().fetchUrl()).containsExactly("https://x.example/y");
    }

    @Test
    void anOwnFrontPageIsNoLinkButAnothersIs() {
        var feed = feed(rss("<item><guid>1</guid><link>https://blog.example.org/</link></item>"
                + "<item><guid>2</guid><link>https://product.example/</link></item>"));
        assertThat(feed.entries().get(0).links()).isEmpty();
        assertThat(feed.entries().get(1).links()).hasSize(1);
    }

    @Test
    void anEntryWithoutAGuidIsKnownByItsLinkAndElseByWhatItSays() {
        var feed = feed(rss("<item><link>https://a.example/1</link></item><item><title>Only a title</title></item>"
                + "<item><guid></guid><title>Only a title</title></item>"));
        assertThat(feed.entries()).hasSize(2);
        assertThat(feed.entries().get(0).guid()).isEqualTo("https://a.example/1");
        assertThat(feed.entries().get(1).guid()).startsWith("sha256:");
    }

    @Test
    void entriesThatShareAGuidAreOneOnlyWhenTheySayTheSame() {
        var feed = feed(rss("<item><guid>x</guid><link>https://a.example/1</link></item>"
                + "<item><guid>x</guid><link>https://a.example/1</link></item>"
                + "<item><guid>x</guid><link>https://a.example/2</link></item>"));
        assertThat(feed.entries()).extracting(FeedEntry::guid).containsExactly("x", "x https://a.example/2");
    }

    @Test
    void datesAreKeptNearTheFetch() {
        var feed = feed(rss("<item><guid>1</guid><pubDate>Fri, 31 Dec 9999 10:00:00 GMT</pubDate></item>"
                + "<item><guid>2</guid><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>"
                + "<item><guid>3</guid><pubDate>soon</pubDate></item>"));
        assertThat(feed.entries().get(0).published()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(feed.entries().get(1).published()).isEqualTo(Instant.parse("2016-11-21T12:00:00Z"));
        assertThat(feed.entries().get(2).published()).isNull();
    }

    @Test
    void capsWhatIsTooMuch() {
        var items = IntStream.range(0, 1_200)
                .mapToObj(i -> "<item><guid>" + i + "</guid><title>" + "t".repeat(900) + "</title></item>")
                .collect(joining());
        var feed = feed(rss(items));
        assertThat(feed.entries()).hasSize(1_000);
        assertThat(feed.entries().getFirst().title()).hasSize(500);
        var long1 = feed(rss("<item><guid>" + "g".repeat(5_000) + "</guid></item>"));
        assertThat(long1.entries().getFirst().guid()).hasSize(71);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n\n  <?xml version='1.0'?><rss><channel><item><title>caf&eacute;&nbsp;x</title></item></channel></rss>",
                "<!DOCTYPE rss PUBLIC '-//N//DTD' 'http://sink.example/x.dtd' [<!ENTITY a 'b'>]><rss><channel><item><title>caf&#233; x</title></item></channel></rss>",
                "<rss><channel><item><title>caf\u00e9 \u0001\u0000x</title></item></channel></rss>",
                "<rss><channel><item><title>caf\u00e9 x</title><description>AT&T a < b</description></item></channel></rss>",
                "<rss><channel><item><title>caf\u00e9 x</title><undeclared:thing>y</undeclared:thing></item></channel></rss>",
                "<rss><channel><item><title>caf\u00e9 x</title><description><p>open<br>tags</description></item></channel></rss>",
                "<rss><channel><item><title>caf\u00e9 x</title>"
            })
    void readsWhatIsNotQuiteXml(String text) {
        assertThat(feed(text).entries()).extracting(FeedEntry::title).containsExactly("café x");
    }

    @Test
    void decodesWhateverTheEncodingIs() {
        String text = "<?xml version='1.0' encoding='%s'?><rss><channel><title>Größe</title></channel></rss>";
        assertThat(title(text.formatted("iso-8859-1").getBytes(ISO_8859_1), null))
                .isEqualTo("Größe");
        assertThat(title(text.formatted("utf-8").getBytes(ISO_8859_1), null)).isEqualTo("Größe");
        assertThat(title(text.formatted("iso-8859-1").getBytes(UTF_8), null)).isEqualTo("Größe");
        assertThat(title(("\uFEFF" + text.formatted("x")).getBytes(UTF_16LE), null))
                .isEqualTo("Größe");
        assertThat(title(text.formatted("utf-16").getBytes(UTF_8), null)).isEqualTo("Größe");
        assertThat(title(text.formatted("utf-8").getBytes(ISO_8859_1), "text/xml; charset=iso-8859-1"))
                .isEqualTo("Größe");
        String russian = text.formatted("windows-1251").replace("Größe", "Привет");
        assertThat(title(russian.getBytes(Charset.forName("windows-1251")), null))
                .isEqualTo("Привет");
    }

    @Test
    void readsAnyAmountOfEscapedMarkup() {
        String markup = "&lt;p&gt;AT&amp;amp;T&lt;/p&gt;".repeat(1_000);
        var feed = feed(rss(IntStream.range(0, 60)
                .mapToObj(i -> "<item><guid>" + i + "</guid><description>" + markup + "</description></item>")
                .collect(joining())));
        assertThat(feed.entries()).hasSize(60);
        assertThat(feed.entries().getFirst().text()).startsWith("AT&T AT&T");
    }

    @Test
    void tellsAPageFromSomethingElse() {
        assertThat(parse("<!DOCTYPE html><html><head></head></html>")).isInstanceOf(ParseResult.Page.class);
        assertThat(parse("<p>Sign in")).isInstanceOf(ParseResult.Page.class);
        assertThat(parse("")).isInstanceOf(ParseResult.NotAFeed.class);
        assertThat(parse("%PDF-1.7")).isInstanceOf(ParseResult.NotAFeed.class);
        assertThat(parse("{\"a\": 1}")).isInstanceOf(ParseResult.NotAFeed.class);
        assertThat(parse("<svg xmlns='http://www.w3.org/2000/svg'/>")).isInstanceOf(ParseResult.NotAFeed.class);
        assertThat(parse("{\"version\": ")).isInstanceOf(ParseResult.Broken.class);
    }

    private String title(byte[] body, @Nullable String contentType) {
        var result = (ParseResult.Parsed) parser.parse(body, contentType, BASE, NOW);
        return String.valueOf(result.document().title());
    }

    private FeedDocument feed(String text) {
        var result = parse(text);
        assertThat(result).isInstanceOf(ParseResult.Parsed.class);
        return ((ParseResult.Parsed) result).document();
    }

    private ParseResult parse(String text) {
        return parser.parse(text.getBytes(UTF_8), null, BASE, NOW);
    }

    private static String rss(String items) {
        return "<rss version='2.0'><channel><title>T</title><link>https://blog.example.org/</link>" + items
                + "</channel></rss>";
    }
}
