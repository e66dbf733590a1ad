package org.broadsheet.networks.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.broadsheet.links.PlainText;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** A post at X. Its fields have old and new names. */
final class XPost {
    private static final int READ = 32_768;

    private final String id;
    private final JsonNode post;
    private final XIncludes included;
    private final Instant fetchedAt;
    private final @Nullable String reposted;

    XPost(String id, JsonNode post, XIncludes included, Instant fetchedAt) {
        this.id = id;
        this.post = post;
        this.included = included;
        this.fetchedAt = fetchedAt;
        this.reposted = reference(post, "retweeted").orElse(null);
    }

    Optional<Post> toPost() {
        // A repost's own text is cut, so what it reposts speaks, unless that is protected or gone.
        var original = Optional.ofNullable(reposted).flatMap(included::post).orElse(post);
        var links = new LinkSet();
        XLinks.collect(original, included, links);
        return included.author(post)
                .flatMap(sharer -> included.author(original)
                        .map(author -> new Post(
                                first(),
                                reposted,
                                history().size() > 1 ? id : "",
                                sharer,
                                author,
                                kind(),
                                page(original, author),
                                text(original),
                                language(original),
                                sharedAt(),
                                links.toList(),
                                !included.isProtected(post) && !included.isProtected(original),
                                false)));
    }

    private PostKind kind() {
        if (reposted != null) {
            return PostKind.REPOST;
        }
        if (reference(post, "quoted").isPresent()) {
            return PostKind.QUOTE;
        }
        return reference(post, "replied_to").isPresent() ? PostKind.REPLY : PostKind.POST;
    }

    /** What a post refers to in this way. */
    static Optional<String> reference(JsonNode post, String type) {
        return Tree.list(either(post, "referenced_posts", "referenced_tweets")).stream()
                .filter(reference -> reference.path("type").asText("").equals(type))
                .findFirst()
                .flatMap(reference -> Tree.id(reference, "id"));
    }

    static JsonNode either(JsonNode json, String name, String oldName) {
        return json.has(name) ? json.path(name) : json.path(oldName);
    }

    static JsonNode note(JsonNode post) {
        return either(post, "note_post", "note_tweet");
    }

    private List<JsonNode> history() {
        return Tree.list(either(post, "edit_history_post_ids", "edit_history_tweet_ids"));
    }

    /** Every edit has an id of its own; the first one names them all. */
    private String first() {
        return history().stream()
                .findFirst()
                .map(JsonNode::textValue)
                .filter(known -> known.length() <= id.length())
                .orElse(id);
    }

    private Instant sharedAt() {
        return ShareTime.clamp(
                Tree.text(post, "created_at").flatMap(ShareTime::parse).orElse(fetchedAt), fetchedAt);
    }

    private static String page(JsonNode post, NetworkAccount author) {
        var name = author.handle().matches("[A-Za-z0-9_]{1,50}")
                        && !author.handle().equals(author.key())
                ? author.handle()
                : "i";
        return "https://x.com/" + name + "/status/"
                + Paths.encode(post.path("id").asText(""));
    }

    private static @Nullable String language(JsonNode post) {
        var tag = Tree.language(post.path("lang"));
        // Its own word for "no language known", and others that begin with q, are no languages.
        return tag == null || tag.equals("und") || tag.startsWith("q") && tag.length() == 3 ? null : tag;
    }

    /** Plain, with addresses as people see them: every link in it is written as t.co's. */
    private static @Nullable String text(JsonNode post) {
        var text = Tree.text(note(post), "text")
                .or(() -> Tree.text(post, "text"))
                .map(whole -> whole.substring(0, Math.min(READ, whole.length())))
                .orElse("");
        for (var url : XLinks.urls(post)) {
            var shortened = url.path("url").asText("");
            if (shortened.length() > "https://".length()) {
                boolean isMedia = url.has("media_key");
                text = text.replace(
                        shortened, isMedia ? "" : url.path("display_url").asText(shortened));
            }
        }
        return PlainText.cut(Parser.unescapeEntities(text, false), PlainText.EXCERPT);
    }
}
