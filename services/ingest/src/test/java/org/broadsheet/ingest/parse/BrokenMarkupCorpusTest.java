package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.broadsheet.links.LinkParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real feeds with one thing broken, each at some places, one at a time: all entries but perhaps the one that it happens in
 * must still be found, with their ids.
 */
class BrokenMarkupCorpusTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8097/feed.xml");
    private static final Instant FETCHED = Instant.parse("2026-11-21T12:00:00Z");
    private static final int PLACES = 2;
    private final FeedParser parser = new FeedParser(new LinkParser());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            end tag missing;          </(?!rss|feed|rdf|channel)[\\w:]+>;  '';        100
            end tag misspelt;         </(?!rss|feed|rdf|channel)[\\w:]+>;  </x>;      100
            end tag of an entry gone; </(?:item|entry)>;                  '';        100
            quotation mark missing;   (?<==)"(?=[^"<>]*"[ />]);           '';        99
            bare ampersand;           (?<=>)(?=[A-Z]);                    '& && &x'; 100
            unknown entity;           (?<=>)(?=[A-Z]);                    '&wrong;'; 100
            control character;        (?<=>)(?=[A-Z]);                    '\u0008';  100
            bare angle bracket;       (?<=>)(?=[A-Z]);                    '1 < 2 ';  100
            attribute twice;          (?<=<item|<entry|<link)(?=[ >]);    ' a="" a=""'; 100
            """)
    void losesNoMoreThanOneEntry(String fault, String where, String what, double percent) {
        var tally = new CorpusTally(fault, Map.of());
        var place = Pattern.compile(where);
        var random = new Random(3);
        for (var file : Corpus.files("feeds/real")) {
            String text = new String(Corpus.bytes(file), ISO_8859_1);
            var places = place.matcher(text).results().toList();
            if (!places.isEmpty()
                    && parse(text) instanceof ParseResult.Parsed(var whole)
                    && whole.entries().size() > 2) {
                for (int i = 0; i < PLACES; i++) {
                    String broken = replaced(text, places.get(random.nextInt(places.size())), what);
                    tally.file(file.getFileName() + " " + i, List.of(check(whole, parse(broken))));
                }
            }
        }
        tally.assertAtLeast(percent);
    }

    private static String replaced(String text, MatchResult place, String what) {
        return text.substring(0, place.start()) + what + text.substring(place.end());
    }

    private static Check check(FeedDocument whole, ParseResult broken) {
        if (!(broken instanceof ParseResult.Parsed(var feed))) {
            return new Check.Wrong("is not read: " + broken);
        }
        long found = whole.entries().stream()
                .filter(entry ->
                        feed.entries().stream().anyMatch(other -> other.guid().equals(entry.guid())))
                .count();
        int all = whole.entries().size();
        return Check.that("entries", found >= all - 1, all, found);
    }

    private ParseResult parse(String text) {
        return parser.parse(text.getBytes(ISO_8859_1), null, BASE, FETCHED);
    }
}
