package org.broadsheet.ingest.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What feedparser's tests expect, in feedparser's names, held against our model. */
final class FeedparserExpectations {
    private final FeedDocument feed;
    private final FeedText.Decoded decoded;
    private final byte[] body;
    private final ExpectedText texts;

    FeedparserExpectations(FeedDocument feed, FeedText.Decoded decoded, byte[] body, URI base) {
        this.feed = feed;
        this.decoded = decoded;
        this.body = body;
        this.texts = new ExpectedText(base);
    }

    Check check(JsonNode assertion) {
        List<String> path = StreamSupport.stream(assertion.get("path").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        String operation = assertion.get("op").asText();
        var value = assertion.path("value");
        return switch (path.getFirst()) {
            case "encoding" -> encoding(value.asText());
            case "feed" -> feed(joined(path, 1), operation, value);
            case "entries" -> entries(path, operation, value);
            default -> Check.NOT_OURS;
        };
    }

    /** The text must be what that encoding makes of the bytes; what we call it, nobody sees. */
    private Check encoding(String expected) {
        String text = new String(body, Charset.forName(pythonName(expected)));
        boolean same = text.replace("\uFEFF", "").equals(decoded.text());
        return Check.that("encoding", same, expected, decoded.charset());
    }

    private static String pythonName(String name) {
        return name.replaceFirst("^(?i)gb2312$", "gb18030").replaceFirst("^(?i)tis-620$", "windows-874");
    }

    private Check feed(String field, String operation, JsonNode value) {
        if (!operation.equals("eq")) {
            return Check.NOT_OURS;
        }
        return switch (field) {
            case "title", "title_detail/value" -> text("feed title", value, feed.title());
            case "link", "links/0/href" -> url("feed link", value, feed.homePage());
            case "links/0" -> alternate("feed link", value, feed.homePage());
            case "language" -> text("language", value, feed.language());
            case "ttl" ->
                Check.that("ttl", value.asText().equals("" + feed.ttl().toMinutes()), value.asText(), feed.ttl());
            default -> Check.NOT_OURS;
        };
    }

    private Check entries(List<String> path, String operation, JsonNode value) {
        if (path.size() == 1) {
            return Check.that(
                    "entries",
                    feed.entries().size() == value.asInt(),
                    value.asInt(),
                    feed.entries().size());
        }
        int index = Integer.parseInt(path.get(1));
        String field = joined(path, 2);
        if (feed.entries().size() <= index) {
            return new Check.Wrong("there is no entry " + index);
        }
        var entry = feed.entries().get(index);
        return operation.equals("eq") ? entry(entry, field, value) : guidIsLink(entry, field, operation);
    }

    private Check entry(FeedEntry entry, String field, JsonNode value) {
        return switch (field) {
            case "title", "title_detail/value" -> text(field, value, entry.title());
            case "summary", "description", "summary_detail/value", "content/0/value" -> markup(field, value, entry);
            case "link", "links/0/href" -> url(field, value, entry.url());
            case "links/0" -> alternate(field, value, entry.url());
            case "id", "guid" -> text(field, value, entry.guid());
            case "author", "author_detail/name", "authors/0/name" ->
                text(field, value.asText().replaceFirst("\\s*\\([^)]*@[^)]*\\)$", ""), entry.author());
            case "published", "published_parsed", "created_parsed" ->
                instant(field, value, entry.published(), entry.published());
            // Of one date feedparser makes two; ours are apart.
            case "updated", "updated_parsed" -> instant(field, value, entry.updated(), entry.published());
            case "tags/0/term", "tags/1/term", "tags/2/term" ->
                Check.that(field, entry.tags().contains(value.asText()), value.asText(), entry.tags());
            case "image/href", "media_thumbnail/0/url" -> url(field, value, entry.imageUrl());
            default -> Check.NOT_OURS;
        };
    }

    private static Check guidIsLink(FeedEntry entry, String field, String operation) {
        return field.equals("guidislink")
                ? Check.that(
                        field,
                        entry.guid().equals(entry.url()) == operation.equals("truthy"),
                        operation,
                        entry.guid() + " and " + entry.url())
                : Check.NOT_OURS;
    }

    private Check markup(String field, JsonNode value, FeedEntry entry) {
        String expected = value.asText();
        var words = text(field, value, entry.text());
        return words instanceof Check.Right
                ? Check.that(field + " links", texts.hasSameLinks(expected, entry), expected, entry.links())
                : words;
    }

    private static Check text(String field, JsonNode value, @Nullable String actual) {
        return text(field, value.asText(), actual);
    }

    private static Check text(String field, String expected, @Nullable String actual) {
        return Check.that(field, ExpectedText.isSame(expected, actual), expected, actual);
    }

    private static Check url(String field, JsonNode value, @Nullable String actual) {
        return Check.that(field, ExpectedText.isSameUrl(value.asText(), actual), value.asText(), actual);
    }

    private static Check alternate(String field, JsonNode link, @Nullable String actual) {
        return link.path("rel").asText().equals("alternate") ? url(field, link.path("href"), actual) : Check.NOT_OURS;
    }

    private static Check instant(String field, JsonNode value, @Nullable Instant actual, @Nullable Instant instead) {
        String expected = value.isArray() ? parts(value) : value.asText();
        return Check.that(
                field,
                ExpectedText.isSameInstant(expected, actual) || ExpectedText.isSameInstant(expected, instead),
                expected,
                actual);
    }

    /** Python's struct_time: year to second, and three more. */
    private static String parts(JsonNode time) {
        return LocalDateTime.of(
                        time.get(0).asInt(),
                        time.get(1).asInt(),
                        time.get(2).asInt(),
                        time.get(3).asInt(),
                        time.get(4).asInt(),
                        time.get(5).asInt())
                .toInstant(ZoneOffset.UTC)
                .toString();
    }

    private static String joined(List<String> path, int from) {
        return path.subList(from, path.size()).stream().collect(Collectors.joining("/"));
    }
}
