package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.broadsheet.links.FoundLink;
import org.broadsheet.links.LinkParser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The payloads of DOMPurify, the HTML5 Security Cheatsheet and bluemonday as what an entry says. The parser keeps no markup,
 * so nothing that comes out may become an element again where it is written as text, and no address may run anything.
 */
class SanitisingTest {
    private static final URI BASE = URI.create("https://blog.example.org/feed.xml");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private final FeedParser parser = new FeedParser(new LinkParser());

    @ParameterizedTest(name = "{0}")
    @CsvSource({"dompurify, payload", "h5sc, html", "bluemonday, input"})
    void whatComesOutIsText(String corpus, String field) {
        var payloads = StreamSupport.stream(
                        Corpus.json("sanitizer/" + corpus + ".json").spliterator(), false)
                .map(test -> test.path(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
        assertThat(payloads).isNotEmpty();
        for (String payload : payloads) {
            Stream.of(escaped(payload), inSection(payload), naked(payload), json(payload))
                    .forEach(body -> check(body, payload));
        }
    }

    /** Row 36 of reliability.md section 10. */
    @Test
    void aSourceSetIsNoAddress() {
        String body = """
                <rss><channel><item><guid>1</guid><description><![CDATA[
                <img srcset="http:a<script>alert(1)</script>"><a href="http:a<script>">one two three</a>]]></description>
                </item></channel></rss>
                """;
        var result = parser.parse(body.getBytes(UTF_8), null, BASE, NOW);
        assertThat(result).isInstanceOf(ParseResult.Parsed.class);
        assertThat(Promises.addresses(((ParseResult.Parsed) result).document())).isEmpty();
    }

    private void check(String body, String payload) {
        var result = parser.parse(body.getBytes(UTF_8), null, BASE, NOW);
        Promises.areKept(result, NOW);
        if (result instanceof ParseResult.Parsed(var feed)) {
            assertThat(feed.entries()).as(payload).isNotEmpty();
            feed.entries().stream()
                    .flatMap(SanitisingTest::texts)
                    .filter(Objects::nonNull)
                    .forEach(text -> assertThat(elements(text)).as(payload).isZero());
        } else {
            // Markup that is not even XML may take the feed with it, but not the parser.
            assertThat(body).isEqualTo(naked(payload));
        }
    }

    private static Stream<String> texts(FeedEntry entry) {
        return Stream.of(
                        Stream.of(entry.title(), entry.text(), entry.author()),
                        entry.tags().stream(),
                        entry.links().stream().map(FoundLink::text))
                .flatMap(texts -> texts);
    }

    private static int elements(String text) {
        return Jsoup.parseBodyFragment(Entities.escape(text)).body().childrenSize();
    }

    private static String escaped(String payload) {
        return rss(Entities.escape(payload));
    }

    private static String inSection(String payload) {
        return rss("<![CDATA[" + payload.replace("]]>", "]]]]><![CDATA[>") + "]]>");
    }

    private static String naked(String payload) {
        return rss(payload);
    }

    private static String rss(String text) {
        return "<rss><channel><item><guid>1</guid><title>" + text + "</title><author>" + text + "</author><category>"
                + text + "</category><description>" + text + "</description></item></channel></rss>";
    }

    private static String json(String payload) {
        var json = new ObjectMapper().createObjectNode();
        json.putArray("items").addObject().put("id", "1").put("title", payload).put("content_html", payload);
        return json.toString();
    }
}
