package org.broadsheet.ingest.parse;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.PlainText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The real feeds of the corpus against what another reader found in them. The references resolve no addresses and cut no
 * dates, so links are compared after resolving, and a feed is read as if soon after its last date.
 */
class RealFeedsCorpusTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8097/feeds/");
    private static final int YEARS_KEPT = 10;

    /** Deliberate differences. */
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            entry("rome/rome/atom_0.3.xml links", "an alternate link is one, whatever its type"),
            entry("rome/rome/atom_0.3_DC_Sy.xml links", "an alternate link is one, whatever its type"),
            entry("rome/rome/rss_1.0_DC_Sy.xml feed titles", "of two titles we take that of RSS"),
            entry("rome/rome/atom_0.3_DC_Sy.xml updates", "modified is the date of the last change, not dc:date"),
            entry("rome/rome-modules/xml/yweather.xml dates", "8:19 pm is in the evening"),
            entry("rsparser/kc0011.rss dates", "2020/1/10 is in January"),
            entry("rome/rome-modules/xml/slashdot.xml links", "we take the address behind the feed proxy"),
            entry("rome/rome-modules/xml/ep/ep1_v4a.xml feed titles", "the reference has the title of an entry"),
            entry("rome/rome-modules/xml/ep/ep1_v4a.xml entries", "an entry that stands there twice is one"),
            entry("rome/rome-modules/xml/v/v5.xml feed titles", "the reference has the title of an entry"),
            entry("rome/rome-modules/xml/v/v5.xml entries", "an entry that stands there twice is one"));

    private final FeedParser parser = new FeedParser(new LinkParser());

    @Test
    void readsWhatAnotherReaderReads() {
        var score = new Score();
        for (var reference : Corpus.json("feeds/real/reference.json").properties()) {
            compare(reference.getKey(), reference.getValue(), score);
        }
        System.out.println(score);
        assertThat(score.differences).isEmpty();
    }

    private void compare(String name, JsonNode reference, Score score) {
        int expected = reference.path("entries").asInt();
        if (expected == 0) {
            return;
        }
        var fetched = fetched(reference);
        var result = parser.parse(Corpus.bytes(Corpus.file("feeds/real/" + name)), null, BASE, fetched);
        score.count(name, "feeds", result instanceof ParseResult.Parsed, result);
        if (!(result instanceof ParseResult.Parsed(var feed))) {
            return;
        }
        score.count(name, "feed titles", alike(text(reference, "title"), feed.title()), feed.title());
        int entries = feed.entries().size();
        score.count(name, "entries", entries == Math.min(expected, 1_000), entries + " of " + expected);
        for (int i = 0; i < Math.min(reference.path("first").size(), entries); i++) {
            entryOf(name, reference.get("first").get(i), feed.entries().get(i), fetched, score);
        }
    }

    private static void entryOf(String name, JsonNode expected, FeedEntry entry, Instant fetched, Score score) {
        String title = text(expected, "title");
        score.count(name, "titles", alike(title, entry.title()), title + " but was " + entry.title());
        String id = text(expected, "id");
        if (id != null) {
            score.count(name, "ids", entry.guid().startsWith(id.strip()), id + " but was " + entry.guid());
        }
        Bases.absolute(text(expected, "link"), BASE.toString())
                .map(Object::toString)
                .ifPresent(
                        link -> score.count(name, "links", link.equals(entry.url()), link + " but was " + entry.url()));
        date(expected, "published", fetched)
                .ifPresent(date -> score.count(
                        name, "dates", date.equals(entry.published()), date + " but was " + entry.published()));
        // Of one date the reference makes two; ours are apart.
        date(expected, "updated", fetched)
                .ifPresent(date -> score.count(
                        name,
                        "updates",
                        date.equals(entry.updated()) || date.equals(entry.published()),
                        date + " but was " + entry.updated()));
    }

    /** A day after the last date, so that as many as possible are near enough to be kept. */
    private static Instant fetched(JsonNode reference) {
        return Stream.of("published", "updated")
                .flatMap(field -> reference.findValuesAsText(field).stream())
                .flatMap(date -> FeedDates.parse(date).stream())
                .max(Instant::compareTo)
                .map(date -> date.plus(Duration.ofDays(1)))
                .orElse(Instant.EPOCH);
    }

    private static Optional<Instant> date(JsonNode expected, String field, Instant fetched) {
        return Optional.ofNullable(text(expected, field))
                .map(Instant::parse)
                .filter(date -> date.isAfter(fetched.minus(Duration.ofDays(YEARS_KEPT * 365L))));
    }

    /** The reference keeps markup in titles, and white space. */
    private static boolean alike(@Nullable String expected, @Nullable String actual) {
        if (expected == null) {
            return true;
        }
        String plain = PlainText.cut(PlainText.ofHtml(expected), 500);
        return plain == null || plain.equals(actual) || expected.strip().equals(actual);
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    private static final class Score {
        private final Map<String, int[]> counts = new LinkedHashMap<>();
        private final List<String> differences = new ArrayList<>();

        void count(String feed, String what, boolean agrees, @Nullable Object found) {
            var count = counts.computeIfAbsent(what, ignored -> new int[3]);
            count[0] += agrees ? 1 : 0;
            count[1]++;
            if (!agrees && OTHERWISE.containsKey(feed + " " + what)) {
                count[2]++;
            } else if (!agrees) {
                differences.add("  " + feed + " " + what + ": " + found);
            }
        }

        /** Rows of the table in the README. */
        @Override
        public String toString() {
            var table = new StringBuilder("real feeds of the corpus\n");
            counts.forEach((what, count) -> table.append(
                    "| %s | %d of %d, %d differ on purpose |%n".formatted(what, count[0], count[1], count[2])));
            return table + String.join("\n", differences);
        }
    }
}
