package org.broadsheet.ingest.timeline;

import static java.util.stream.Collectors.toMap;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;
import org.broadsheet.ingest.entry.FeedEntries;
import org.broadsheet.ingest.entry.Published;
import org.broadsheet.ingest.parse.FeedDocument;
import org.broadsheet.ingest.parse.FeedEntry;
import org.broadsheet.ingest.parse.QuietHours;
import org.broadsheet.links.FoundLink;
import org.broadsheet.links.Link;
import org.broadsheet.links.LinkExtractor;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.WebUrl;
import org.broadsheet.networks.timeline.Post;
import org.broadsheet.networks.timeline.PostLink;
import org.jspecify.annotations.Nullable;

/** Posts as entries of their timeline. */
final class PostEntries {
    private static final LinkExtractor LINKS = new LinkExtractor(new LinkParser());

    private PostEntries() {}

    /** The posts as if a feed had them, so that their links are treated as a feed's. */
    static FeedDocument document(List<Post> posts) {
        return new FeedDocument(
                null,
                null,
                Duration.ZERO,
                QuietHours.none(),
                null,
                posts.stream().map(PostEntries::entry).toList());
    }

    private static FeedEntry entry(Post post) {
        return new FeedEntry(
                post.id(),
                post.url(),
                null,
                null,
                post.text(),
                null,
                post.sharedAt(),
                null,
                null,
                List.of(),
                links(post));
    }

    /** Without what leads to the author's own server: there are profiles and other posts. */
    private static List<FoundLink> links(Post post) {
        var base = post.url() == null ? null : URI.create(post.url());
        var host = post.url() != null && WebUrl.parse(post.url()) instanceof WebUrl url ? url.host() : null;
        var links = new LinkedHashMap<String, FoundLink>();
        for (var found : post.links()) {
            if (links.size() < LinkExtractor.MAX_LINKS
                    && LINKS.parse(found.url(), base) instanceof Link link
                    && !link.host().equals(host)) {
                links.putIfAbsent(link.linkKey(), new FoundLink(link, title(post, found)));
            }
        }
        return List.copyOf(links.values());
    }

    /** Titles of articles are for all readers, so nothing of a post that is not for all may become one. */
    private static @Nullable String title(Post post, PostLink link) {
        return post.isPublic() ? FeedEntries.title(link.title()) : null;
    }

    /**
     * What is told of the posts.
     *
     * @param entries theirs, with their short links expanded
     */
    static List<Published> published(Network network, List<Post> posts, FeedDocument entries) {
        var byId = posts.stream().collect(toMap(Post::id, Function.identity(), (newer, older) -> newer));
        return entries.entries().stream()
                .flatMap(
                        entry -> Stream.ofNullable(byId.get(entry.guid())).map(post -> published(network, post, entry)))
                .toList();
    }

    private static Published published(Network network, Post post, FeedEntry entry) {
        var by = post.sharer();
        return new Published(
                post.id(),
                post.sharedAt(),
                new Sharer(network.wireName() + ":" + by.key(), by.name(), by.handle(), network, by.sites()),
                post.url(),
                null,
                post.text(),
                entry.links().stream().map(PostEntries::link).toList(),
                null,
                post.hidden());
    }

    private static EntryLink link(FoundLink found) {
        var link = found.link();
        return new EntryLink(link.linkKey(), link.fetchUrl(), link.host(), link.domain(), found.text());
    }
}
