package org.broadsheet.ingest.parse;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.broadsheet.links.LinkParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The feeds of the W3C's feed validator, with one fault each or none. Whatever it warns of, a reader's user wants to read
 * the feed. What is not read are pages and service documents, which are no feeds.
 */
class ValidatorCorpusTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8097/feed.xml");
    private static final Instant FETCHED = Instant.parse("2011-01-01T00:00:00Z");
    private final FeedParser parser = new FeedParser(new LinkParser());

    @ParameterizedTest(name = "{0}")
    @CsvSource({"atom, 99", "rss, 100", "rss11, 100", "rss20, 100", "ext, 94"})
    void isRead(String folder, double percent) {
        var tally = new CorpusTally("validator/" + folder, Map.of());
        for (var file : Corpus.json("feeds/validator/expect.json")) {
            String name = file.get("file").asText();
            if (name.startsWith(folder + "/")) {
                tally.file(name, List.of(check(name)));
            }
        }
        tally.assertAtLeast(percent);
    }

    private Check check(String name) {
        var result = parser.parse(Corpus.bytes(Corpus.file("feeds/validator/" + name)), null, BASE, FETCHED);
        return result instanceof ParseResult.Parsed ? Check.RIGHT : new Check.Wrong("is not read: " + result);
    }
}
