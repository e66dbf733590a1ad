package org.broadsheet.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.ingest.parse.FeedDates;
import org.broadsheet.testing.Corpus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Saved pages of real sites against what two other programs, or their authors, read in them. */
class PageCorpusTest {
    private static final URI READABILITY = URI.create("http://fakehost/test/page.html");

    private final PageParser parser = new PageParser(JsonMapper.createDefault());
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, List<Boolean>> score = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    @Test
    void pagesOfWellKnownSitesSayWhatTheirReferenceReads() throws IOException {
        for (var folder : folders("unfurl/metascraper")) {
            var reference = json.readTree(folder.resolve("expected.json").toFile());
            var expected = reference.path("expected");
            var page = parse(
                    folder.resolve("input.html"),
                    URI.create(reference.path("page_url").asText()));
            var said = page.description();
            alike("title", folder, expected.path("title"), said.title());
            alike("site", folder, expected.path("publisher"), said.site());
            alike("author", folder, expected.path("author"), said.author());
            alike("excerpt", folder, expected.path("description"), said.excerpt());
            alike("image", folder, expected.path("image"), said.imageUrl());
            alike("language", folder, expected.path("lang"), said.language());
            day(folder, expected.path("date"), said);
        }
        report();
        assertThat(percent("title")).isGreaterThanOrEqualTo(95);
        assertThat(percent("excerpt")).isGreaterThanOrEqualTo(95);
        assertThat(percent("image")).isGreaterThanOrEqualTo(95);
        // Of the three others one reference is the date of a change, and two pages have no date for programs.
        assertThat(percent("date")).isGreaterThanOrEqualTo(82);
        assertThat(percent("language")).isEqualTo(100);
        assertThat(percent("author")).isGreaterThanOrEqualTo(80);
        assertThat(percent("site")).isGreaterThanOrEqualTo(78);
    }

    @Test
    void pagesOfManyKindsSayWhatTheirReferenceReads() throws IOException {
        for (var folder : folders("unfurl/readability")) {
            var expected =
                    json.readTree(folder.resolve("expected-metadata.json").toFile());
            var said = parse(folder.resolve("source.html"), READABILITY).description();
            alike("title", folder, expected.path("title"), said.title());
            alike("site", folder, expected.path("siteName"), said.site());
            alike("author", folder, expected.path("byline"), said.author());
            alike("excerpt", folder, expected.path("excerpt"), said.excerpt());
            alike("language", folder, expected.path("lang"), said.language());
            day(folder, expected.path("publishedTime"), said);
        }
        report();
        // The others have titles whose parts no machine can tell apart, and text that stands in no paragraph.
        assertThat(percent("title")).isGreaterThanOrEqualTo(81);
        assertThat(percent("excerpt")).isGreaterThanOrEqualTo(86);
        assertThat(percent("author")).isEqualTo(100);
        assertThat(percent("site")).isEqualTo(100);
        assertThat(percent("language")).isEqualTo(100);
    }

    private PageMetadata parse(Path file, URI address) throws IOException {
        return parser.parse(Files.readAllBytes(file), "text/html; charset=utf-8", address);
    }

    private static List<Path> folders(String corpus) throws IOException {
        try (var folders = Files.list(Corpus.path(corpus))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** A reference without a value says nothing: ours may well have found one. */
    private void alike(String field, Path folder, JsonNode expected, @Nullable String actual) {
        if (expected.isTextual()) {
            String wanted = normal(expected.asText());
            String ours = normal(actual == null ? "" : actual);
            boolean same = field.equals("language")
                    ? !ours.isEmpty() && (wanted.startsWith(ours) || ours.startsWith(wanted))
                    : field.equals("excerpt") ? isSameBeginning(wanted, ours) : wanted.equals(ours);
            count(field, same, folder.getFileName() + ": " + field + " is '" + ours + "', not '" + wanted + "'");
        }
    }

    private static boolean isSameBeginning(String wanted, String ours) {
        int length = Math.min(60, Math.min(wanted.length(), ours.length()));
        return length >= Math.min(20, wanted.length())
                && wanted.substring(0, length).equals(ours.substring(0, length));
    }

    /** To the day: a time without a zone is read as another by every program. */
    private void day(Path folder, JsonNode expected, Description said) {
        var published = said.publishedAt();
        if (expected.isTextual()) {
            var wanted = FeedDates.parse(expected.asText()).map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
            var ours = published == null ? null : LocalDate.ofInstant(published, ZoneOffset.UTC);
            boolean same =
                    wanted.isPresent() && ours != null && Math.abs(wanted.get().toEpochDay() - ours.toEpochDay()) <= 1;
            count("date", same, folder.getFileName() + ": date is " + ours + ", not " + wanted);
        }
    }

    private static String normal(String text) {
        return text.replaceAll("[\\s\\u00a0\\u2424]+", " ")
                .replaceAll("[\u2018\u2019\u201b']", "'")
                .replaceAll("[\u201c\u201d]", "\"")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private void count(String field, boolean same, String difference) {
        score.computeIfAbsent(field, name -> new ArrayList<>()).add(same);
        if (!same) {
            differences.add(difference);
        }
    }

    private long percent(String field) {
        var counted = score.getOrDefault(field, List.of());
        return counted.isEmpty() ? 0 : counted.stream().filter(same -> same).count() * 100 / counted.size();
    }

    private void report() {
        score.forEach((field, counted) -> System.out.printf(
                "%s: %d of %d%n", field, counted.stream().filter(same -> same).count(), counted.size()));
        differences.forEach(System.out::println);
    }
}
