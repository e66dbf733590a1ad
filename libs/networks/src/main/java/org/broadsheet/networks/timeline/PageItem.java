package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place of a page.
 *
 * @param key what the network knows it by in its timeline; opaque, and in no order
 * @param post null where the item can't be read
 */
public record PageItem(String key, @Nullable Post post) {
    public PageItem {
        requireNonNull(key, "key");
    }

    /** What it is remembered by: the post, by whatever name a page has it. */
    String identity() {
        return post == null ? key : post.id();
    }

    /** The post that it brings again. */
    Optional<String> reposted() {
        return Optional.ofNullable(post).map(Post::reposted);
    }
}
