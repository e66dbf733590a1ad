package org.broadsheet.ingest.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.broadsheet.links.LinkParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of gofeed's own tests, one feature each, with the feeds that these expect. The floors are what was reached. */
class GofeedCorpusTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8097/feed.xml");

    /** Deliberate differences. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "entry_id_xml_base.xml", "ids are what they are, and no addresses (RFC 4287 section 4.2.6.1)",
            "rdf_item_links.xml", "of several links we take the first",
            "rss_channel_item_links.xml", "of several links we take the first");

    private final FeedParser parser = new FeedParser(new LinkParser());

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "parser/atom, 100",
        "parser/rss, 100",
        "parser/json, 100",
        "translator/atom, 100",
        "translator/rss, 100",
        "extensions, 100",
    })
    void readsWhatItsAuthorsExpect(String folder, double percent) {
        var tally = new CorpusTally("gofeed/" + folder, OTHERWISE);
        for (var file : Corpus.files("feeds/gofeed/" + folder)) {
            var expected = expected(file);
            String name = file.getFileName().toString();
            if (Files.exists(expected)) {
                tally.file(name, checks(file, Corpus.json(expected)));
            }
        }
        tally.assertAtLeast(percent);
    }

    /** Beside {@code name.xml} stands {@code name.json}, and beside {@code name.json} {@code name_expected.json}. */
    private static Path expected(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(
                name.endsWith(".xml") ? name.replace(".xml", ".json") : name.replace(".json", "_expected.json"));
    }

    private List<Check> checks(Path file, JsonNode expected) {
        var result = parser.parse(Corpus.bytes(file), null, BASE, fetched(expected));
        return result instanceof ParseResult.Parsed(var feed)
                ? GofeedExpectations.check(expected, feed, BASE)
                : List.of(new Check.Wrong("is not read: " + result));
    }

    /** Soon after the last of the dates, which are cut otherwise. */
    private static Instant fetched(JsonNode expected) {
        return Stream.of("publishedParsed", "updatedParsed")
                .flatMap(field -> expected.findValuesAsText(field).stream())
                .flatMap(date -> FeedDates.parse(date).stream())
                .max(Instant::compareTo)
                .map(date -> date.plus(Duration.ofDays(1)))
                .orElse(Instant.EPOCH);
    }
}
