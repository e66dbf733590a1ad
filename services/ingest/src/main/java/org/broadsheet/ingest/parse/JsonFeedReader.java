package org.broadsheet.ingest.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.links.PlainText;
import org.jspecify.annotations.Nullable;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). Numbers stay the text that they are, so no id is ever rounded. */
final class JsonFeedReader {
    private static final int MAX_DEPTH = 100;
    /** In the whole text, names of fields apart; what comes after them is not kept. */
    private static final int MAX_VALUES = 200_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(10 << 20)
                    .build())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private final JsonParser parser;
    private int values;

    private JsonFeedReader(JsonParser parser) {
        this.parser = parser;
    }

    sealed interface Outcome {}

    record Feed(RawFeed feed) implements Outcome {}

    /** JSON, but no feed. */
    record Other() implements Outcome {}

    /** Not JSON, or JSON too deep or too large. */
    record Unreadable() implements Outcome {}

    static Outcome read(String text) {
        try (var parser = JSON.createParser(text)) {
            parser.nextToken();
            return new JsonFeedReader(parser).value() instanceof Map<?, ?> root ? feed(new Node(root)) : new Other();
        } catch (IOException | RuntimeException broken) {
            return new Unreadable();
        }
    }

    private static Outcome feed(Node root) {
        boolean named = root.text("version")
                .filter(version -> version.contains("jsonfeed.org"))
                .isPresent();
        if (!named && !root.has("items")) {
            return new Other();
        }
        return new Feed(new RawFeed(
                root.text("title").map(PlainText::toHtml).orElse(null),
                root.text("home_page_url").orElse(null),
                Duration.ZERO,
                QuietHours.none(),
                root.text("language").orElse(null),
                author(root).orElse(null),
                root.objects("items")
                        .limit(EntryFinisher.MAX_ENTRIES)
                        .map(JsonFeedReader::entry)
                        .toList()));
    }

    private static RawEntry entry(Node item) {
        var html = item.text("content_html").or(() -> item.text("content_text").map(PlainText::toHtml));
        var summary = item.text("summary").map(PlainText::toHtml);
        return new RawEntry(
                item.text("id").orElse(null),
                item.text("url")
                        .or(() -> item.text("id").filter(id -> id.startsWith("http")))
                        .orElse(null),
                item.text("external_url").orElse(null),
                item.text("title").orElse(null),
                false,
                html.or(() -> summary).orElse(null),
                html.isPresent() ? summary.orElse(null) : null,
                author(item).orElse(null),
                item.text("date_published").orElse(null),
                item.text("date_modified").orElse(null),
                null,
                images(item),
                item.texts("tags").toList());
    }

    private static List<String> images(Node item) {
        return Stream.of(
                        item.text("image").stream(),
                        item.text("banner_image").stream(),
                        item.objects("attachments")
                                .filter(file -> file.text("mime_type")
                                        .filter(type -> type.startsWith("image/"))
                                        .isPresent())
                                .flatMap(file -> file.text("url").stream()))
                .flatMap(found -> found)
                .toList();
    }

    private static Optional<String> author(Node node) {
        return Stream.concat(node.objects("authors"), node.object("author").stream())
                .flatMap(author -> author.text("name").stream())
                .findFirst();
    }

    /** A map, a list, a text, or null; booleans and numbers as their text. Depth is bounded by the parser. */
    private @Nullable Object value() throws IOException {
        if (++values > MAX_VALUES) {
            parser.skipChildren();
            return null;
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value());
                }
                yield object;
            }
            case START_ARRAY -> {
                var array = new ArrayList<Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    var value = value();
                    if (value != null) {
                        array.add(value);
                    }
                }
                yield array;
            }
            case VALUE_NULL -> null;
            case null -> throw new IOException("the text ends too early");
            default -> parser.getText();
        };
    }

    private record Node(Map<?, ?> fields) {

        boolean has(String name) {
            return fields.get(name) != null;
        }

        Optional<String> text(String name) {
            return fields.get(name) instanceof String text && !text.isBlank()
                    ? Optional.of(text.strip())
                    : Optional.empty();
        }

        Optional<Node> object(String name) {
            return fields.get(name) instanceof Map<?, ?> map ? Optional.of(new Node(map)) : Optional.empty();
        }

        Stream<Node> objects(String name) {
            return list(name).filter(Map.class::isInstance).map(map -> new Node((Map<?, ?>) map));
        }

        Stream<String> texts(String name) {
            return list(name)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(text -> !text.isBlank());
        }

        private Stream<?> list(String name) {
            return fields.get(name) instanceof List<?> list ? list.stream() : Stream.empty();
        }
    }
}
