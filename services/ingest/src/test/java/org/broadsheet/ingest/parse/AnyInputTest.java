package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.time.Instant;
import java.util.TreeMap;
import org.broadsheet.links.LinkParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, the parser answers, and soon. */
class AnyInputTest {
    private static final URI BASE = URI.create("https://blog.example.org/feed.xml");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private final FeedParser parser = new FeedParser(new LinkParser());

    @Test
    void everyFileOfTheCorpusIsReadOrRefused() {
        var outcomes = new TreeMap<String, Integer>();
        for (var file : Corpus.files("feeds")) {
            assertThatCode(() ->
                            outcomes.merge(parse(Corpus.bytes(file)).getClass().getSimpleName(), 1, Integer::sum))
                    .as(file.toString())
                    .doesNotThrowAnyException();
        }
        System.out.println("every file of the corpus: " + outcomes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss><channel><title>|&lt;",
                "<rss a='|x",
                "|<",
                "|&",
                "<!DOCTYPE |<![",
                "|<!-- ",
                "|<?x ",
                "<rss><channel>|<item>",
                "<rss><channel><item><description>|&lt;div&gt;",
                "{\"items\":[|{},",
                "{\"a\":|[",
            })
    @Timeout(20) // a second is usual; the rest is for machines that do something else as well
    void whatGrowsWithoutEndIsReadInTime(String pattern) {
        int bar = pattern.indexOf('|');
        String part = pattern.substring(bar + 1);
        assertThat(parse((pattern.substring(0, bar) + part.repeat(4_000_000 / part.length())).getBytes(UTF_8)))
                .isNotNull();
    }

    private ParseResult parse(byte[] body) {
        return parser.parse(body, null, BASE, NOW);
    }
}
