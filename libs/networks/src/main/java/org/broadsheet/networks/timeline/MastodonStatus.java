package org.broadsheet.networks.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.links.PlainText;
import org.jspecify.annotations.Nullable;

/** A status of Mastodon, and of what speaks like it. */
final class MastodonStatus {
    private static final Set<String> PUBLIC = Set.of("public", "unlisted");

    private final JsonNode outer;
    private final JsonNode status;
    private final URI api;
    private final Instant fetchedAt;

    MastodonStatus(JsonNode outer, URI api, Instant fetchedAt) {
        this.outer = outer;
        this.status = outer.path("reblog").isObject() ? outer.path("reblog") : outer;
        this.api = api;
        this.fetchedAt = fetchedAt;
    }

    Optional<Post> toPost() {
        var sharer = account(outer.path("account"));
        var author = account(status.path("account"));
        if (sharer.isEmpty() || author.isEmpty()) {
            return Optional.empty();
        }
        var html = new MastodonContent(status.path("content").asText(""));
        var links = new LinkSet();
        MastodonLinks.collect(status, html, links);
        return identity(outer)
                .flatMap(id -> identity(status)
                        .map(original -> new Post(
                                id,
                                isRepost() ? original : null,
                                Tree.text(status, "edited_at").orElse(""),
                                sharer.get(),
                                author.get(),
                                kind(),
                                Tree.web(Tree.text(status, "url").or(() -> Tree.text(status, "uri")))
                                        .orElse(null),
                                text(html),
                                Tree.language(status.path("language")),
                                sharedAt(),
                                links.toList(),
                                isPublic(outer) && isPublic(status) && isPublicQuote(),
                                isHidden(outer) || isHidden(status))));
    }

    private boolean isRepost() {
        return status != outer;
    }

    private PostKind kind() {
        if (isRepost()) {
            return PostKind.REPOST;
        }
        if (status.path("quote").isObject()) {
            return PostKind.QUOTE;
        }
        return status.path("in_reply_to_id").isTextual() ? PostKind.REPLY : PostKind.POST;
    }

    private static Optional<String> identity(JsonNode status) {
        return Tree.id(status, "uri").or(() -> Tree.id(status, "id"));
    }

    private Instant sharedAt() {
        return ShareTime.clamp(
                Tree.text(outer, "created_at").flatMap(ShareTime::parse).orElse(fetchedAt), fetchedAt);
    }

    private @Nullable String text(MastodonContent html) {
        var warning = Tree.text(status, "spoiler_text")
                .map(text -> PlainText.cut(text, PlainText.EXCERPT))
                .map(text -> "[" + text + "] ")
                .orElse("");
        return PlainText.cut(warning + html.text(), PlainText.EXCERPT);
    }

    private static boolean isPublic(JsonNode status) {
        return PUBLIC.contains(status.path("visibility").asText(""));
    }

    private boolean isPublicQuote() {
        return MastodonLinks.quoted(status).map(MastodonStatus::isPublic).orElse(true);
    }

    private boolean isHidden(JsonNode filtered) {
        return Tree.list(filtered.path("filtered")).stream()
                .map(result -> result.path("filter"))
                .filter(filter -> filter.path("filter_action").asText("").equals("hide"))
                .filter(filter -> Tree.list(filter.path("context")).stream()
                        .anyMatch(context -> context.asText("").equals("home")))
                .anyMatch(filter -> Tree.text(filter, "expires_at")
                        .flatMap(ShareTime::parse)
                        .map(end -> end.isAfter(fetchedAt))
                        .orElse(true));
    }

    private Optional<NetworkAccount> account(JsonNode account) {
        var handle = Tree.id(account, "acct")
                .or(() -> Tree.id(account, "username"))
                .map(acct -> acct.contains("@") ? acct : acct + "@" + api.getAuthority());
        return handle.map(known -> new NetworkAccount(
                Tree.id(account, "uri").or(() -> Tree.id(account, "url")).orElse(known),
                Tree.name(account, "display_name").orElse(known),
                known,
                Tree.https(account, "avatar_static", "avatar"),
                Sites.ofMastodon(account)));
    }
}
