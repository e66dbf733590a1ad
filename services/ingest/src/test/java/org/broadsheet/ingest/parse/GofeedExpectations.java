package org.broadsheet.ingest.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.broadsheet.links.PlainText;
import org.jspecify.annotations.Nullable;

/** What gofeed's tests expect, in its common names and in those of each format, held against our model. */
final class GofeedExpectations {
    private final FeedDocument feed;
    private final URI base;
    private final List<Check> checks = new ArrayList<>();

    private GofeedExpectations(FeedDocument feed, URI base) {
        this.feed = feed;
        this.base = base;
    }

    static List<Check> check(JsonNode expected, FeedDocument feed, URI base) {
        var expectations = new GofeedExpectations(feed, base);
        expectations.feed(expected);
        return expectations.checks;
    }

    private void feed(JsonNode expected) {
        text("feed title", expected.path("title"), feed.title());
        text("language", expected.path("language"), feed.language());
        link(expected).ifPresent(link -> url("feed link", link, feed.homePage()));
        quiet(expected);
        var items = expected.path(expected.has("entries") ? "entries" : "items");
        if (items.isEmpty()) {
            return;
        }
        that("entries", items.size(), feed.entries().size());
        for (int i = 0; i < Math.min(items.size(), feed.entries().size()); i++) {
            entry(items.get(i), feed.entries().get(i));
        }
    }

    private void quiet(JsonNode expected) {
        if (expected.has("skipHours")) {
            that("skipHours", hours(expected.path("skipHours")), feed.quiet().hours());
        }
        if (expected.has("skipDays")) {
            that("skipDays", days(expected.path("skipDays")), feed.quiet().days());
        }
    }

    private static Object hours(JsonNode values) {
        return texts(values).map(Integer::parseInt).collect(Collectors.toSet());
    }

    private static Object days(JsonNode values) {
        return texts(values)
                .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private void entry(JsonNode expected, FeedEntry entry) {
        text("title", expected.path("title"), entry.title());
        text("guid", valueOf(expected.path("guid")), entry.guid());
        text("id", expected.path("id"), entry.guid());
        link(expected).ifPresent(link -> url("link", link, entry.url()));
        body(expected, entry);
        author(expected).ifPresent(author -> text("author", author, entry.author()));
        if (expected.has("categories")) {
            that("categories", tags(expected.get("categories")), entry.tags());
        }
        instant("published", expected.path("published"), entry.published() != null, entry);
        instant("updated", expected.path("updated"), entry.updated() != null, entry);
        image(expected).ifPresent(image -> url("image", image, entry.imageUrl()));
    }

    /** Of summary and content ours is one excerpt: of the summary where there is one. */
    private void body(JsonNode expected, FeedEntry entry) {
        Stream.of(expected.path("description"), expected.path("summary"), valueOf(expected.path("content")))
                .filter(JsonNode::isTextual)
                .findFirst()
                .ifPresent(text -> {
                    text("text", text, entry.text());
                    checks.add(Check.that(
                            "links",
                            new ExpectedText(base).hasSameLinks(text.asText(), entry),
                            text.asText(),
                            entry.links()));
                });
    }

    /** An image among the files of an entry, or its own. */
    private static Optional<JsonNode> image(JsonNode item) {
        var files = StreamSupport.stream(item.path("enclosures").spliterator(), false)
                .filter(file -> file.path("type").asText().startsWith("image/"))
                .map(file -> file.path("url"));
        return Stream.concat(Stream.of(item.path("image").path("url")), files)
                .filter(JsonNode::isTextual)
                .findFirst();
    }

    /** The page: the only {@code link}, or of several the first one that is an alternate and not the feed itself. */
    private static Optional<JsonNode> link(JsonNode node) {
        var alternates = StreamSupport.stream(node.path("links").spliterator(), false)
                .filter(link -> link.path("rel").asText("alternate").equals("alternate"))
                .map(link -> link.has("href") ? link.get("href") : link)
                .filter(link -> !link.equals(node.path("feedLink")));
        return Stream.concat(Stream.of(node.path("link")), alternates)
                .filter(JsonNode::isTextual)
                .findFirst();
    }

    private static Optional<JsonNode> author(JsonNode item) {
        return Stream.of(
                        item.path("author"),
                        item.path("author").path("name"),
                        item.path("authors").path(0).path("name"))
                .filter(JsonNode::isTextual)
                .findFirst();
    }

    private static List<String> tags(JsonNode categories) {
        return StreamSupport.stream(categories.spliterator(), false)
                .map(tag -> tag.path("label")
                        .asText(tag.path("term").asText(valueOf(tag).asText())))
                .map(PlainText::ofHtml)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private static JsonNode valueOf(JsonNode node) {
        return node.has("value") ? node.get("value") : node;
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }

    private void text(String field, JsonNode expected, @Nullable String actual) {
        if (expected.isTextual()) {
            checks.add(Check.that(field, ExpectedText.isSame(expected.asText(), actual), expected.asText(), actual));
        }
    }

    private void url(String field, JsonNode expected, @Nullable String actual) {
        String absolute = Bases.absolute(expected.asText(), base.toString())
                .map(Object::toString)
                .orElse(expected.asText());
        checks.add(Check.that(field, ExpectedText.isSameUrl(absolute, actual), absolute, actual));
    }

    private void instant(String field, JsonNode expected, boolean present, FeedEntry entry) {
        if (expected.isTextual()) {
            var actual = field.equals("updated") && present ? entry.updated() : entry.published();
            checks.add(Check.that(
                    field, ExpectedText.isSameInstant(expected.asText(), actual), expected.asText(), actual));
        }
    }

    private void that(String field, Object expected, Object actual) {
        checks.add(Check.that(field, expected.equals(actual), expected, actual));
    }
}
