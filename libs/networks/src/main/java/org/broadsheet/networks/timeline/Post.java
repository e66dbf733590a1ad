package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one item of a timeline says, alike for all networks.
 *
 * @param id the identity at its network: a URI at Mastodon and Bluesky, an id at X; of a repost that of the repost itself
 * @param reposted the identity of what is reposted; null unless this is a repost
 * @param version another one after an edit, and in no order; empty where the network tells of none
 * @param sharer who brought it into the timeline: the booster of a boost
 * @param author who wrote it
 * @param url where people read it; null where it has no address
 * @param text plain, at most 500 characters, a content warning in brackets before it; null if there is none
 * @param language a BCP 47 tag; null where it is not said
 * @param sharedAt when it was posted or reposted, within [fetch - 10 years, fetch + 10 minutes]
 * @param links in the post, and in what it quotes, two levels deep; each address once, at most {@link LinkSet#MAX_LINKS}
 * @param isPublic whether anyone may see it; what is not is for the reader of this timeline alone
 * @param hidden whether the filters that the reader has at the network hide it
 */
public record Post(
        String id,
        @Nullable String reposted,
        String version,
        NetworkAccount sharer,
        NetworkAccount author,
        PostKind kind,
        @Nullable String url,
        @Nullable String text,
        @Nullable String language,
        Instant sharedAt,
        List<PostLink> links,
        boolean isPublic,
        boolean hidden) {
    public Post {
        requireNonNull(id, "id");
        requireNonNull(version, "version");
        requireNonNull(sharer, "sharer");
        requireNonNull(author, "author");
        requireNonNull(kind, "kind");
        requireNonNull(sharedAt, "sharedAt");
        links = List.copyOf(links);
        if ((reposted != null) != (kind == PostKind.REPOST)) {
            throw new IllegalArgumentException("reposts, and nothing else, say what they repost");
        }
    }

    /** Without what people wrote. */
    @Override
    public String toString() {
        return "Post[" + id + "]";
    }
}
