package org.broadsheet.networks.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.broadsheet.links.PlainText;
import org.jspecify.annotations.Nullable;

/** An item of a feed at Bluesky: a post, and why it is there. */
final class BlueskyItem {
    private static final String REPOST = "app.bsky.feed.defs#reasonRepost";
    private static final String COLLECTION = "/app.bsky.feed.post/";

    private final JsonNode post;
    private final JsonNode reason;
    private final boolean isRepost;
    private final Instant fetchedAt;

    BlueskyItem(JsonNode item, Instant fetchedAt) {
        this.post = item.path("post");
        this.reason = item.path("reason");
        this.isRepost = reason.path("$type").asText("").equals(REPOST);
        this.fetchedAt = fetchedAt;
    }

    /** What it is known by: the post and, as it may come more than once, who reposted it. */
    Optional<String> key() {
        return uri().map(uri -> isRepost ? uri + " " + reposter() : uri);
    }

    private Optional<String> uri() {
        return Tree.id(post, "uri").filter(uri -> uri.startsWith("at://"));
    }

    /** The record of the repost; servers from before it was told have only who made it. */
    private String reposter() {
        return Tree.id(reason, "uri")
                .or(() -> Tree.id(reason.path("by"), "did").map(did -> "at://" + did + "/app.bsky.feed.repost/"))
                .orElse("");
    }

    Optional<Post> toPost() {
        var author = account(post.path("author"));
        var sharer = isRepost ? account(reason.path("by")) : author;
        if (author.isEmpty() || sharer.isEmpty()) {
            return Optional.empty();
        }
        var links = new LinkSet();
        BlueskyLinks.collect(post, links);
        var id = isRepost ? key() : uri();
        return id.flatMap(known -> uri().map(original -> new Post(
                known,
                isRepost ? original : null,
                Tree.id(post, "cid").orElse(""),
                sharer.get(),
                author.get(),
                kind(),
                page(original),
                PlainText.cut(post.path("record").path("text").asText(""), PlainText.EXCERPT),
                Tree.language(post.path("record").path("langs").path(0)),
                sharedAt(),
                links.toList(),
                true,
                isMuted(post.path("author")) || isMuted(reason.path("by")))));
    }

    private PostKind kind() {
        if (isRepost) {
            return PostKind.REPOST;
        }
        if (BlueskyLinks.isQuote(post.path("embed"))) {
            return PostKind.QUOTE;
        }
        return post.path("record").path("reply").isObject() ? PostKind.REPLY : PostKind.POST;
    }

    private static boolean isMuted(JsonNode account) {
        return account.path("viewer").path("muted").asBoolean(false);
    }

    /** When the network learned of it: what authors claim may be far off. */
    private Instant sharedAt() {
        var at = Tree.text(isRepost ? reason : post, "indexedAt")
                .flatMap(ShareTime::parse)
                .or(() -> Tree.text(post.path("record"), "createdAt").flatMap(ShareTime::parse));
        return ShareTime.clamp(at.orElse(fetchedAt), fetchedAt);
    }

    private static Optional<NetworkAccount> account(JsonNode account) {
        return Tree.id(account, "did").map(did -> {
            var handle = Tree.id(account, "handle").orElse(did);
            return new NetworkAccount(
                    did,
                    Tree.name(account, "displayName").orElse(handle),
                    handle,
                    Tree.https(account, "avatar"),
                    Sites.ofBluesky(account));
        });
    }

    /** The page of a post; null for what is none. */
    private static @Nullable String page(String uri) {
        int collection = uri.indexOf(COLLECTION);
        return collection < 0
                ? null
                : "https://bsky.app/profile/" + uri.substring("at://".length(), collection) + "/post/"
                        + uri.substring(collection + COLLECTION.length());
    }
}
