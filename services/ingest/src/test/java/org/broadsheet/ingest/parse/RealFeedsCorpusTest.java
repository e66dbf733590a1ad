package org.broadsheet.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.links.LinkParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The real feeds of the corpus against what another reader found in them. The references resolve no addresses and cut no
 * dates, so links are compared after resolving, and dates only where they are near enough to be kept. Where they differ,
 * ours is the address behind a feed proxy ({@code feedburner:origLink}), or one of two entries that are the same.
 */
class RealFeedsCorpusTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8097/feeds/");
    private static final Instant FETCHED = Instant.parse("2016-01-01T00:00:00Z");
    private final FeedParser parser = new FeedParser(new LinkParser());

    @Test
    void readsWhatAnotherReaderReads() {
        var score = new Score();
        var references = Corpus.json("feeds/real/reference.json");
        for (var reference : references.properties()) {
            compare(reference.getKey(), reference.getValue(), score);
        }
        System.out.println(score);
        score.differences.forEach(System.out::println);
        assertThat(score.percent("feeds")).isEqualTo(100);
        assertThat(score.percent("entries")).isGreaterThanOrEqualTo(98);
        assertThat(score.percent("titles")).isGreaterThanOrEqualTo(99);
        assertThat(score.percent("links")).isGreaterThanOrEqualTo(96);
        assertThat(score.percent("ids")).isEqualTo(100);
        assertThat(score.percent("dates")).isEqualTo(100);
    }

    private void compare(String name, JsonNode reference, Score score) {
        var body = Corpus.bytes(Corpus.file("feeds/real/" + name));
        int expected = reference.path("entries").asInt();
        if (expected == 0) {
            return;
        }
        var result = parser.parse(body, null, BASE, FETCHED);
        if (!(result instanceof ParseResult.Parsed(var feed))) {
            score.count("feeds", false, name + ": " + result);
            return;
        }
        score.count("feeds", true, name);
        score.count("feed titles", alike(text(reference, "title"), feed.title()), name + " title " + feed.title());
        score.count(
                "entries",
                feed.entries().size() == Math.min(expected, 1_000),
                name + ": " + feed.entries().size() + " of " + expected + " entries");
        for (int i = 0; i < reference.path("first").size() && i < feed.entries().size(); i++) {
            entry(
                    name + "[" + i + "]",
                    reference.get("first").get(i),
                    feed.entries().get(i),
                    score);
        }
    }

    private static void entry(String name, JsonNode expected, FeedEntry entry, Score score) {
        score.count(
                "titles",
                alike(text(expected, "title"), entry.title()),
                name + " title: " + text(expected, "title") + " but was " + entry.title());
        String id = text(expected, "id");
        if (id != null) {
            score.count("ids", entry.guid().startsWith(id.strip()), name + " id: " + id + " but was " + entry.guid());
        }
        String link = text(expected, "link");
        if (link != null) {
            String absolute =
                    Bases.absolute(link, BASE.toString()).map(Object::toString).orElse("");
            boolean same = absolute.isEmpty()
                    || entry.url() != null
                            && (absolute.equals(entry.url()) || entry.url().endsWith(link.strip()));
            score.count("links", same, name + " link: " + link + " but was " + entry.url());
        }
        instant(text(expected, "published"))
                .ifPresent(date -> score.count(
                        "dates",
                        entry.published() != null
                                && Duration.between(date, entry.published())
                                                .abs()
                                                .toHours()
                                        < 15,
                        name + " published: " + date + " but was " + entry.published()));
    }

    private static Optional<Instant> instant(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            var date = OffsetDateTime.parse(text).toInstant();
            boolean kept = date.isBefore(FETCHED) && date.isAfter(FETCHED.minus(Duration.ofDays(3_651)));
            return kept ? Optional.of(date) : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
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

        void count(String what, boolean agrees, String difference) {
            var count = counts.computeIfAbsent(what, ignored -> new int[2]);
            count[0] += agrees ? 1 : 0;
            count[1]++;
            if (!agrees) {
                differences.add("  " + difference);
            }
        }

        int percent(String what) {
            int[] count = counts.getOrDefault(what, new int[] {0, 1});
            return 100 * count[0] / count[1];
        }

        @Override
        public String toString() {
            var table = new StringBuilder("real feeds of the corpus\n");
            counts.forEach((what, count) ->
                    table.append("  %-12s %4d of %4d (%d %%)%n".formatted(what, count[0], count[1], percent(what))));
            return table.toString();
        }
    }
}
