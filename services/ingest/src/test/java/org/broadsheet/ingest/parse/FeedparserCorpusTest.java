package org.broadsheet.ingest.parse;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.broadsheet.links.LinkParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The files of feedparser's own tests with the values that these expect. The floors are what was reached; the table in the
 * README is what this test prints.
 */
class FeedparserCorpusTest {
    private static final URI ROOT = URI.create("http://127.0.0.1:8097/");
    /** The dates of the corpus lie within ten years before it. */
    private static final Instant FETCHED = Instant.parse("2011-01-01T00:00:00Z");

    private static final String AS_A_BROWSER = "a browser shows no more of it either";

    /** Deliberate differences. */
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            entry("entities/rang.xml", "HTML 5 has another bracket than HTML 4"),
            entry("wellformed/atom/entry_created_multiple_values.xml", "of two dates we take the first"),
            entry("wellformed/atom10/entry_category_term.xml", "a category goes by its label, if it has one"),
            entry("wellformed/base/feed_link_xml_base_iri.xml", "the link is the feed's own, not its page"),
            entry("wellformed/lang/http_content_language.xml", "the parser is told one header only"),
            entry("wellformed/rss/entity_in_doctype.xml", "no entity of a document is expanded (R4.4)"),
            entry("wellformed/rss/item_description_and_summary.xml", "two texts are one excerpt, of the first"),
            entry("wellformed/rss/item_description_not_a_doctype.xml", AS_A_BROWSER),
            entry("wellformed/sanitize/entry_summary_iframe.xml", AS_A_BROWSER),
            entry("wellformed/sanitize/item_description_iframe.xml", AS_A_BROWSER),
            entry("wellformed/sanitize/item_content_encoded_script_nested_cdata.xml", AS_A_BROWSER));

    private final FeedParser parser = new FeedParser(new LinkParser());

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "wellformed/amp, 100",
        "wellformed/atom, 100",
        "wellformed/atom10, 100",
        "wellformed/base, 100",
        "wellformed/cdf, 100",
        "wellformed/feedburner, 100",
        "wellformed/geo, 100",
        "wellformed/http, 100",
        "wellformed/itunes, 100",
        "wellformed/lang, 100",
        "wellformed/media-rss, 100",
        "wellformed/namespace, 100",
        "wellformed/node_precedence, 100",
        "wellformed/psc, 100",
        "wellformed/rdf, 100",
        "wellformed/rss, 100",
        "wellformed/sanitize, 100",
        "wellformed/sgml, 100",
        "wellformed/xml, 100",
        "entities, 100",
        "encoding, 100",
        "illformed, 100",
        "illformed/chardet, 100",
        "json, 100",
    })
    void readsWhatItsAuthorsExpect(String folder, double percent) {
        var tally = new CorpusTally(folder, OTHERWISE);
        for (var file : Corpus.json("feeds/feedparser/expect.json")) {
            String name = file.get("file").asText();
            if (name.substring(0, name.lastIndexOf('/')).equals(folder)) {
                tally.file(name, checks(name, file));
            }
        }
        tally.assertAtLeast(percent);
    }

    private List<Check> checks(String name, JsonNode file) {
        byte[] body = Corpus.bytes(Corpus.file("feeds/feedparser/" + name));
        String contentType = header(file, "content-type");
        String location = header(file, "content-location");
        // Where a body is from is for the caller to say, and so is this header.
        var base = location.isEmpty() ? ROOT.resolve(name) : URI.create(location);
        var result = parser.parse(body, contentType, base, FETCHED);
        if (!(result instanceof ParseResult.Parsed(var feed))) {
            return List.of(new Check.Wrong("is not read: " + result));
        }
        var expectations = new FeedparserExpectations(feed, FeedText.decode(body, contentType), body, base);
        return StreamSupport.stream(file.path("assertions").spliterator(), false)
                .map(expectations::check)
                .toList();
    }

    private static String header(JsonNode file, String name) {
        return file.path("headers").properties().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name))
                .map(header -> header.getValue().asText())
                .findFirst()
                .orElse("");
    }
}
