package org.broadsheet.networks.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.broadsheet.links.WebUrl;

/** Where the links of a post at X are: its entities, those of its long text, and of the posts that it quotes. */
final class XLinks {
    private static final Set<String> OWN =
            Set.of("x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com");
    private static final Pattern STATUS = Pattern.compile("/(?:i/web|i|[A-Za-z0-9_]{1,50})/status(?:es)?/[0-9]+.*");
    private static final int QUOTES = 2;

    private XLinks() {}

    static void collect(JsonNode post, XIncludes included, LinkSet links) {
        var quoted = Optional.of(post);
        for (int level = 0; level <= QUOTES && quoted.isPresent(); level++) {
            urls(quoted.get()).forEach(url -> add(url, links));
            quoted = XPost.reference(quoted.get(), "quoted").flatMap(included::post);
        }
    }

    static List<JsonNode> urls(JsonNode post) {
        return Stream.of(XPost.note(post), post)
                .flatMap(part -> Tree.list(part.path("entities").path("urls")).stream())
                .toList();
    }

    private static void add(JsonNode url, LinkSet links) {
        var address = Tree.web(Tree.text(url, "unwound_url"))
                .or(() -> Tree.web(Tree.text(url, "expanded_url")))
                .or(() -> Tree.web(Tree.text(url, "url")));
        boolean isMedia = url.has("media_key");
        address.filter(known -> !isMedia && !isStatus(known))
                .filter(known ->
                        Tree.text(url, "expanded_url").filter(XLinks::isStatus).isEmpty())
                .ifPresent(known -> links.add(known, url.path("title").textValue()));
    }

    /** A post, or a picture of one. */
    private static boolean isStatus(String address) {
        return WebUrl.parse(address) instanceof WebUrl url
                && OWN.contains(url.host())
                && STATUS.matcher(url.path()).matches();
    }
}
