package org.broadsheet.networks.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the links of a status are: its text, its card, and the statuses that it quotes. */
final class MastodonLinks {
    private static final int QUOTES = 2;
    /** The page that an attachment has, which older servers write into the text. */
    private static final Pattern MEDIA_PAGE = Pattern.compile("https?://[^/]+/media/[A-Za-z0-9_-]{19,22}");

    private MastodonLinks() {}

    static void collect(JsonNode status, MastodonContent content, LinkSet links) {
        add(status, content, links);
        var quoted = quoted(status);
        for (int level = 0; level < QUOTES && quoted.isPresent(); level++) {
            add(quoted.get(), new MastodonContent(quoted.get().path("content").asText("")), links);
            quoted = quoted(quoted.get());
        }
    }

    private static void add(JsonNode status, MastodonContent content, LinkSet links) {
        exclude(status, links, "url", "uri");
        exclude(status.path("account"), links, "url", "uri");
        Tree.list(status.path("mentions")).forEach(mention -> exclude(mention, links, "url"));
        Tree.list(status.path("tags")).forEach(tag -> exclude(tag, links, "url"));
        Tree.list(status.path("media_attachments"))
                .forEach(media -> exclude(media, links, "url", "remote_url", "preview_url", "text_url"));
        boolean hasMedia = !status.path("media_attachments").isEmpty();
        content.addresses().stream()
                .filter(address -> !hasMedia || !MEDIA_PAGE.matcher(address).matches())
                .forEach(address -> links.add(address, null));
        links.add(
                status.path("card").path("url").textValue(),
                status.path("card").path("title").textValue());
    }

    private static void exclude(JsonNode of, LinkSet links, String... fields) {
        for (var field : fields) {
            links.exclude(of.path(field).textValue());
        }
    }

    /** What it quotes, where the quoted agreed. */
    static Optional<JsonNode> quoted(JsonNode status) {
        var quote = status.path("quote");
        return quote.path("state").asText("").equals("accepted")
                ? Optional.of(quote.path("quoted_status")).filter(JsonNode::isObject)
                : Optional.empty();
    }
}
