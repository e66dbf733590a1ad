package org.broadsheet.ingest.article;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * The JSON-LD of a page (schema.org): the thing in it that is an article, wherever it stands, in a list or a
 * {@code @graph} too. Scripts that are not JSON, too deep or too long are as if they were not there.
 */
final class JsonLd {
    private static final Set<String> ARTICLES = Set.of(
            "newsarticle",
            "article",
            "blogposting",
            "reportagenewsarticle",
            "analysisnewsarticle",
            "opinionnewsarticle",
            "reviewnewsarticle",
            "scholarlyarticle",
            "techarticle",
            "liveblogposting",
            "socialmediaposting",
            "report",
            "review",
            "videoobject",
            "podcastepisode",
            "recipe");
    private static final Set<String> PAGES = Set.of("webpage", "itempage");
    private static final List<String> NAMES = List.of("name", "@id");
    private static final List<String> ADDRESSES = List.of("url", "contentUrl", "@id");
    private static final int LONGEST = 512 << 10;
    private static final int SCRIPTS = 20;
    private static final int NODES = 2_000;

    private final JsonNode article;

    private JsonLd(JsonNode article) {
        this.article = article;
    }

    static JsonLd of(Document page, JsonMapper json) {
        return page.select("script[type=application/ld+json]").stream()
                .limit(SCRIPTS)
                .map(script -> script.data())
                .filter(text -> text.length() <= LONGEST)
                .flatMap(text -> parse(text, json).stream())
                .flatMap(root -> objects(root).stream())
                .filter(node -> isOf(ARTICLES, node) || isOf(PAGES, node))
                // An article, if there is one; and not one of those that the page only names, which say less of
                // themselves.
                .max(Comparator.comparing((JsonNode node) -> isOf(ARTICLES, node))
                        .thenComparingInt(JsonNode::size))
                .map(JsonLd::new)
                .orElseGet(() -> new JsonLd(JsonNode.createObjectNode(Map.of())));
    }

    private static Optional<JsonNode> parse(String text, JsonMapper json) {
        try {
            return Optional.ofNullable(json.readValue(text.strip(), Argument.of(JsonNode.class)));
        } catch (IOException | RuntimeException notJson) {
            return Optional.empty();
        }
    }

    /** All objects at any depth, the outer ones first. */
    private static List<JsonNode> objects(JsonNode root) {
        var found = new ArrayList<JsonNode>();
        var open = new ArrayDeque<JsonNode>(List.of(root));
        while (!open.isEmpty() && found.size() < NODES) {
            var node = open.removeFirst();
            if (node.isObject()) {
                found.add(node);
            }
            if (node.isContainerNode()) {
                node.values().forEach(open::addLast);
            }
        }
        return found;
    }

    private static boolean isOf(Set<String> types, JsonNode node) {
        return texts(node.get("@type"), NAMES)
                .anyMatch(type ->
                        types.contains(type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT)));
    }

    /** The text of a field, the first of a list, or a thing's name. */
    Optional<String> text(String field) {
        return texts(article.get(field), NAMES).findFirst();
    }

    /** All of them: the authors. */
    List<String> all(String field) {
        return texts(article.get(field), NAMES).distinct().toList();
    }

    /** The address in a field, or a thing's address: the picture. */
    Optional<String> address(String field) {
        return texts(article.get(field), ADDRESSES).findFirst();
    }

    private static Stream<String> texts(@Nullable JsonNode node, List<String> ofThings) {
        if (node == null) {
            return Stream.empty();
        }
        return node.isArray()
                ? StreamSupport.stream(node.values().spliterator(), false).flatMap(one -> text(one, ofThings))
                : text(node, ofThings);
    }

    private static Stream<String> text(JsonNode node, List<String> ofThings) {
        var value = node.isObject()
                ? ofThings.stream()
                        .flatMap(field -> Optional.ofNullable(node.get(field)).stream())
                        .filter(JsonNode::isValueNode)
                        .findFirst()
                : Optional.of(node).filter(JsonNode::isValueNode);
        return value
                .filter(JsonNode::isString)
                .map(JsonNode::getStringValue)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .stream();
    }
}
