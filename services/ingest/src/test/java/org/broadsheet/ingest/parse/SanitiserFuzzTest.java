package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.dom.HtmlDocumentBuilder;
import org.broadsheet.links.FoundLink;
import org.broadsheet.links.LinkParser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What leaves the parser is text and addresses. Written where the page and the mails write them, between tags and in quotes, two
 * HTML parsers of different origin see nothing in them but the text that they are (reliability.md R4.6). How many inputs:
 * {@code -Dbroadsheet.fuzz=1000000}, and {@code -Dbroadsheet.fuzz-seed}.
 */
class SanitiserFuzzTest {
    private static final int ROUNDS = Integer.getInteger("broadsheet.fuzz", 20_000);
    private static final long SEED = Long.getLong("broadsheet.fuzz-seed", 7);
    private static final URI BASE = URI.create("https://blog.example.org/feed.xml");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    /** Beside those of the corpus, so that there is something to begin with where it is not. */
    private static final List<String> OWN = List.of(
            "<p>one <b>two</b> <img src=x onerror=alert(1)> three",
            "<svg><style><img title='</style><img src=x onerror=alert(1)>'>",
            "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
            "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
            "<a href=' java&#1;script:alert(1)'>one two three</a><a href=\"https://x.example/'onmouseover='alert(1)\">a b c</a>",
            "<template><script>alert(1)</script></template><textarea></textarea><script>alert(1)</script>",
            "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;script&amp;gt;",
            "<img srcset='https://x.example/a.png 1x' src='https://x.example/\"><script>alert(1)</script>.png'>",
            "<![CDATA[<script>alert(1)</script>]]><!--><script>alert(1)</script>-->",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe><plaintext><script>alert(1)");

    private final FeedParser parser = new FeedParser(new LinkParser());
    private final HtmlDocumentBuilder second = new HtmlDocumentBuilder(XmlViolationPolicy.ALLOW);

    @Test
    void whatComesOutIsTextToTwoParsersWhateverComesIn() throws IOException, SAXException {
        var payloads = payloads();
        var random = new Random(SEED);
        var mutation = new Mutation(SEED + 1);
        int texts = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] payload = mutation.of(of(payloads, random), of(payloads, random));
            texts += check(new String(payload, UTF_8), i);
        }
        assertThat(texts).isGreaterThan(ROUNDS / 2);
    }

    private static byte[] of(List<byte[]> payloads, Random random) {
        return payloads.get(random.nextInt(payloads.size()));
    }

    private static List<byte[]> payloads() {
        var shared = Corpus.isThere("sanitizer")
                ? Stream.of("dompurify/payload", "h5sc/html", "bluemonday/input")
                        .flatMap(SanitiserFuzzTest::shared)
                : Stream.<String>empty();
        return Stream.concat(OWN.stream(), shared)
                .map(text -> text.getBytes(UTF_8))
                .toList();
    }

    private static Stream<String> shared(String name) {
        var parts = name.split("/", 2);
        return StreamSupport.stream(
                        Corpus.json("sanitizer/" + parts[0] + ".json").spliterator(), false)
                .map(test -> test.path(parts[1]))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /** @return how many texts and addresses came out */
    private int check(String payload, int round) throws IOException, SAXException {
        var escaped = Entities.escape(payload);
        var body = "<rss><channel><item><guid>1</guid><title>" + escaped + "</title><author>" + escaped
                + "</author><category>" + escaped + "</category><description>" + escaped
                + "</description></item></channel></rss>";
        var result = parser.parse(body.getBytes(UTF_8), "text/xml; charset=utf-8", BASE, NOW);
        Promises.areKept(result, NOW);
        if (!(result instanceof ParseResult.Parsed(var feed))) {
            throw new AssertionError("round " + round + ": the feed around it was not read: " + payload);
        }
        var out = feed.entries().stream()
                .flatMap(SanitiserFuzzTest::texts)
                .filter(Objects::nonNull)
                .toList();
        var page = out.stream()
                .map(text -> "<p title=\"" + Entities.escape(text) + "\">" + Entities.escape(text) + "</p>")
                .collect(Collectors.joining());
        seenBy(
                out,
                Jsoup.parseBodyFragment(page).body().children().stream()
                        .map(element -> element.tagName()
                                + element.attributesSize()
                                + element.attr("title")
                                + element.wholeText())
                        .toList(),
                round);
        seenBy(out, bySecond(page), round);
        return out.size();
    }

    private List<String> bySecond(String page) throws IOException, SAXException {
        var nodes = second.parseFragment(new InputSource(new StringReader(page)), "body")
                .getChildNodes();
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(nodes::item)
                .map(org.w3c.dom.Element.class::cast)
                .map(element -> element.getTagName()
                        + element.getAttributes().getLength()
                        + element.getAttribute("title")
                        + element.getTextContent())
                .toList();
    }

    private static void seenBy(List<String> out, List<String> elements, int round) {
        assertThat(elements)
                .as("round %d", round)
                .isEqualTo(out.stream().map(text -> "p1" + text + text).toList());
    }

    private static Stream<String> texts(FeedEntry entry) {
        return Stream.of(
                        Stream.of(entry.title(), entry.text(), entry.author(), entry.url(), entry.imageUrl()),
                        entry.tags().stream(),
                        entry.links().stream().map(FoundLink::text),
                        entry.links().stream().map(found -> found.link().fetchUrl()))
                .flatMap(texts -> texts);
    }
}
