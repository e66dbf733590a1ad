package org.broadsheet.networks.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/** Where the links of a post at Bluesky are: in its text, its card, a card beside a quote, and in the posts it quotes. */
final class BlueskyLinks {
    private static final String LINK = "app.bsky.richtext.facet#link";
    private static final String QUOTE = "app.bsky.embed.record#view";
    private static final String QUOTED = "app.bsky.embed.record#viewRecord";
    private static final String QUOTE_WITH_MEDIA = "app.bsky.embed.recordWithMedia#view";
    private static final int QUOTES = 2;

    private BlueskyLinks() {}

    static void collect(JsonNode post, LinkSet links) {
        facets(post.path("record"), links);
        embed(post.path("embed"), links, QUOTES);
        // Where the server did not look the card up, the author's own says the same.
        card(post.path("record").path("embed"), links);
        card(post.path("record").path("embed").path("media"), links);
    }

    /** Whether a view is a quote of a post, one that is gone or blocked included; lists and feeds are shown the same way. */
    static boolean isQuote(JsonNode view) {
        return quotedBy(view).path("$type").asText("").startsWith(QUOTE);
    }

    private static JsonNode quotedBy(JsonNode view) {
        return switch (view.path("$type").asText("")) {
            case QUOTE -> view.path("record");
            case QUOTE_WITH_MEDIA -> view.path("record").path("record");
            default -> view.path("record").path("none");
        };
    }

    private static void facets(JsonNode record, LinkSet links) {
        for (var facet : Tree.list(record.path("facets"))) {
            for (var feature : Tree.list(facet.path("features"))) {
                if (feature.path("$type").asText("").equals(LINK)) {
                    add(feature.path("uri").textValue(), null, links);
                }
            }
        }
    }

    private static void embed(JsonNode view, LinkSet links, int quotes) {
        card(view, links);
        card(view.path("media"), links);
        var quoted = quotedBy(view);
        if (quotes > 0 && quoted.path("$type").asText("").equals(QUOTED)) {
            facets(quoted.path("value"), links);
            Tree.list(quoted.path("embeds")).forEach(inner -> embed(inner, links, quotes - 1));
            card(quoted.path("value").path("embed"), links);
        }
    }

    private static void card(JsonNode embed, LinkSet links) {
        add(
                embed.path("external").path("uri").textValue(),
                embed.path("external").path("title").textValue(),
                links);
    }

    /** What leads to Bluesky itself is a profile or a post. */
    private static void add(@Nullable String address, @Nullable String title, LinkSet links) {
        if (address != null
                && WebUrl.parse(address) instanceof WebUrl url
                && !url.host().equals("bsky.app")) {
            links.add(address, title);
        }
    }
}
