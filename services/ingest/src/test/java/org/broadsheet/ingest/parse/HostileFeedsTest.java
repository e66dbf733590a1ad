package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.links.LinkParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hostile inputs of reliability.md section 10, as far as they come through the parser; numbers are rows there. */
class HostileFeedsTest {
    private static final URI BASE = URI.create("https://blog.example.org/feed.xml");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private final FeedParser parser = new FeedParser(new LinkParser());

    /** 18, 19. */
    @Test
    void nothingIsFetchedForADocumentType() throws IOException {
        try (var sink = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + sink.getLocalPort() + "/x";
            var feed = feed("""
                    <!DOCTYPE rss PUBLIC "-//N//DTD" "ADDRESS.dtd" [
                      <!ENTITY % parameter SYSTEM "ADDRESS.ent"> %parameter;
                      <!ENTITY general SYSTEM "ADDRESS">
                      <!ENTITY file SYSTEM "file:///etc/passwd">]>
                    <rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title>T&general;&file;</title>
                    <xi:include href="ADDRESS"/><item><guid>1</guid><title a="&general;">t</title></item></channel></rss>
                    """.replace("ADDRESS", address));
            assertThat(feed.title()).isEqualTo("T&general;&file;");
            assertThat(feed.entries()).hasSize(1);
            // A connection would stand in the queue, so an accept that would have to wait proves that there is none.
            sink.setSoTimeout(1);
            assertThatThrownBy(sink::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** 20. */
    @Test
    void entitiesThatGrowAreNotExpanded() {
        String laughs = IntStream.range(1, 10)
                .mapToObj(i -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining());
        String large = "<!ENTITY l0 \"" + "x".repeat(50_000) + "\">";
        byte[] body = ("<!DOCTYPE rss [" + large + laughs + "]><rss><channel><title>&l9;</title>"
                        + "<item><guid>1</guid><description>" + "&l0;".repeat(2_000)
                        + "</description></item></channel></rss>")
                .getBytes(UTF_8);
        assertThat(title(body, null)).isEqualTo("&l9;");
        // The best of some, for machines that do something else as well.
        long best = IntStream.range(0, 10)
                .mapToLong(i -> nanos(() -> parse(body, null)))
                .min()
                .orElseThrow();
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(100));
    }

    /** 21. */
    @Test
    void depthIsBounded() {
        String nested = "<rss>%s%s</rss>";
        assertThat(parse(nested.formatted("<a>".repeat(256), "</a>".repeat(256))))
                .isInstanceOf(ParseResult.Broken.class);
        assertThat(parse(nested.formatted("<a>".repeat(100_000), ""))).isInstanceOf(ParseResult.Broken.class);
        assertThat(parse(nested.formatted("<a>".repeat(255), "</a>".repeat(255))))
                .isInstanceOf(ParseResult.Parsed.class);
        assertThat(feed("""
                <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content type="xhtml">%s</content></entry></feed>
                """.formatted("<div>".repeat(200) + "deep" + "</div>".repeat(200)))
                        .entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).isEqualTo("deep"));
    }

    /** 22. */
    @Test
    @Timeout(20)
    void whatIsLargeIsRefusedOrCut() {
        String attributes =
                IntStream.range(0, 10_000).mapToObj(i -> " a" + i + "=''").collect(Collectors.joining());
        String endless = "x".repeat(8 << 20);
        for (String title :
                List.of(" " + attributes + ">t", " a='" + endless + "'>t", ">" + endless, "x".repeat(5_000) + ">")) {
            Promises.areKept(parse("<rss><channel><item><guid>1</guid><title" + title), NOW);
        }
    }

    /** 24: bytes that are not what they are said to be. */
    @ParameterizedTest
    @CsvSource({
        "ISO-8859-1, utf-8, utf-8",
        "UTF-8, utf-16, utf-16le",
        "UTF-8, koi8-r, big5",
        "UTF-16BE, utf-8, utf-8",
        "UTF-16LE, x, y",
        "UTF-32BE, utf-16, utf-8",
        "UTF-32LE, utf-32, utf-16",
    })
    void noDeclarationKeepsATextFromBeingRead(Charset is, String declared, String header) {
        String text = "<?xml version='1.0' encoding='%s'?><rss><channel><title>Größe</title></channel></rss>";
        assertThat(title(text.formatted(declared).getBytes(is), "text/xml; charset=" + header))
                .isEqualTo("Größe");
    }

    /** 24: UTF-7 hides markup from whoever looks for it. */
    @Test
    void utf7StaysTheAsciiThatItIs() {
        String text = "<?xml version='1.0' encoding='utf-7'?><rss><channel><title>+ADw-b+AD4-</title></channel></rss>";
        assertThat(title(text.getBytes(US_ASCII), "text/xml; charset=utf-7")).isEqualTo("+ADw-b+AD4-");
    }

    /** 24: a character cut in two. */
    @Test
    void oneDamagedCharacterDoesNotTakeTheOthersWithIt() {
        byte[] body = "<rss><channel><title>Größe, Länge, Höhe</title></channel></rss>".getBytes(UTF_8);
        int cut = new String(body, ISO_8859_1).lastIndexOf('\u00B6');
        body[cut] = '-';
        assertThat(title(body, null)).isEqualTo("Größe, Länge, H\uFFFD-he");
    }

    /** 25. */
    @Test
    void whatStorageRefusesIsStripped() {
        String xml = feed("<rss><channel><title>a\u0000b\u0001c&#0;d&#1;e&#xD800;f&amp;#0;g</title></channel></rss>")
                .title();
        assertThat(xml).isEqualTo("abcdef\uFFFDg");
        var json =
                feed("{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"a\\u0000b\\ud800c\", \"items\": ["
                        + "{\"id\": \"x\\u0000y\\udc00\", \"content_html\": \"h\\u0000\\ud83d\\ude00\"}]}");
        assertThat(json.title()).isEqualTo("abc");
        assertThat(json.entries().getFirst().guid()).isEqualTo("xy");
        assertThat(json.entries().getFirst().text()).isEqualTo("h😀");
        // C0 80 is NUL in an overlong form.
        byte[] overlong = "<rss><channel><title>a\u00C0\u0080b</title></channel></rss>".getBytes(ISO_8859_1);
        assertThat(title(overlong, "text/xml; charset=utf-8")).isEqualTo("aÀ€b");
    }

    /** 28. */
    @Test
    @Timeout(20)
    void aMillionEntriesAreAThousand() {
        assertThat(feed("<rss><channel>" + "<item/>".repeat(1_000_000) + "</channel></rss>")
                        .entries())
                .hasSize(1);
        String items = IntStream.range(0, 1_000_000)
                .mapToObj(i -> "{\"id\":" + i + "}")
                .collect(Collectors.joining(","));
        assertThat(feed("{\"items\":[" + items + "]}").entries()).hasSize(1_000);
    }

    /** 28. */
    @Test
    @Timeout(20)
    void tenThousandEnclosuresAreOnePicture() {
        String enclosures = "<enclosure url='/p.jpg' type='image/jpeg'/><media:content url='/q.jpg' medium='image'/>";
        assertThat(feed("<rss><channel><item><guid>1</guid>" + enclosures.repeat(10_000) + "</item></channel></rss>")
                        .entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.imageUrl()).isEqualTo("https://blog.example.org/q.jpg"));
    }

    /** 29. */
    @Test
    void entriesOfTheFutureKeepTheirOrder() {
        var feed = feed("""
                <rss><channel><item><guid>1</guid><pubDate>Sat, 21 Nov 2026 14:00:00 GMT</pubDate></item>
                <item><guid>2</guid><pubDate>Sat, 21 Nov 2026 12:09:00 GMT</pubDate></item>
                </channel></rss>
                """);
        assertThat(feed.entries()).extracting(FeedEntry::guid).containsExactly("1", "2");
        assertThat(feed.entries().get(0).published()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(feed.entries().get(1).published()).isEqualTo(NOW.plus(Duration.ofMinutes(9)));
    }

    /** 30. */
    @Test
    void jsonIsReadExactlyOrNotAtAll() {
        assertThat(parse("{\"items\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"))
                .isInstanceOf(ParseResult.Broken.class);
        assertThat(parse("{\"items\":[{\"id\":\"" + "x".repeat(30 << 20) + "\"}]}"))
                .isInstanceOf(ParseResult.Broken.class);
        var feed = feed("""
                {"items": [{"id": 1e999999}, {"id": 9223372036854775809}, {"id": 1, "id": 2},
                 {"id": 3, "date_published": 1e999999, "title": 5, "tags": "none", "authors": {"name": 1}}]}
                """);
        assertThat(feed.entries())
                .extracting(FeedEntry::guid)
                .containsExactly("1e999999", "9223372036854775809", "2", "3");
    }

    /** 33. */
    @Test
    void whatIsOnlyCalledAFeedIsNone() {
        assertThat(parse("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<</Type/Catalog>>".getBytes(ISO_8859_1), "application/rss+xml"))
                .isInstanceOf(ParseResult.NotAFeed.class);
        assertThat(parse("GIF89a/*\u0000*/=1;alert(1)//".getBytes(ISO_8859_1), "application/rss+xml"))
                .isInstanceOf(ParseResult.NotAFeed.class);
    }

    /** 35. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "java\u0001script:alert(1)",
                "java&#1;script:alert(1)",
                "java&#10;script:alert(1)",
                " javascript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "feed:javascript:alert(1)",
            })
    void onlyWebAddressesLeaveTheParser(String address) {
        var feed = feed("""
                <rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
                <link>ADDRESS</link><item><guid isPermaLink="true">ADDRESS</guid><link>ADDRESS</link>
                <media:thumbnail url="ADDRESS"/><enclosure url="ADDRESS" type="image/png"/>
                <description>&lt;a href="ADDRESS">one two three&lt;/a>&lt;img src="ADDRESS"></description></item>
                <atom:entry><atom:link href="ADDRESS"/><atom:content src="ADDRESS"/></atom:entry></channel></rss>
                """.replace("ADDRESS", address));
        assertThat(feed.entries()).isNotEmpty();
        assertThat(Promises.addresses(feed)).allMatch(url -> url.startsWith("https://blog.example.org/"));
    }

    /** 36. */
    @Test
    void scriptsInTextAreText() {
        String script = "a<script>alert(1)</script>b";
        String escaped = "a&lt;script&gt;alert(1)&lt;/script&gt;b";
        var rss = feed("""
                <rss><channel><title>ESC</title><item><guid>1</guid><title>ESC</title><author>ESC</author>
                <category>ESC</category><description>ESC</description></item></channel></rss>
                """.replace("ESC", escaped));
        var entry = rss.entries().getFirst();
        assertThat(rss.title()).isEqualTo("a b");
        assertThat(List.of(
                        entry.title() + "",
                        entry.author() + "",
                        entry.text() + "",
                        entry.tags().getFirst()))
                .containsOnly("a b");
        // Where the format says that it is no markup, it is what somebody wrote about.
        var atom = feed("<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title>" + escaped
                + "</title></entry></feed>");
        assertThat(atom.entries().getFirst().title()).isEqualTo(script);
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private String title(byte[] body, @Nullable String contentType) {
        return String.valueOf(
                ((ParseResult.Parsed) parse(body, contentType)).document().title());
    }

    private FeedDocument feed(String text) {
        var result = parse(text);
        Promises.areKept(result, NOW);
        assertThat(result).isInstanceOf(ParseResult.Parsed.class);
        return ((ParseResult.Parsed) result).document();
    }

    private ParseResult parse(String text) {
        return parse(text.getBytes(UTF_8), null);
    }

    private ParseResult parse(byte[] body, @Nullable String contentType) {
        return parser.parse(body, contentType, BASE, NOW);
    }
}
