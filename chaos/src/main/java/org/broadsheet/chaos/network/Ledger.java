package org.broadsheet.chaos.network;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.chaos.source.Share;
import org.broadsheet.chaos.source.Story;
import org.broadsheet.testing.network.DoublePost;
import org.jspecify.annotations.Nullable;

/** What was posted in one timeline, and what of it was taken back. Kept apart from what the double has. Thread-safe. */
final class Ledger {
    private final Map<String, Told> told = new LinkedHashMap<>();
    private final Set<Said> said = new HashSet<>();
    private int posts;

    /** @param story null for a repost, which says what the post says that it brings */
    private record Told(DoublePost post, @Nullable Story story) {}

    synchronized void posted(DoublePost post, Story story) {
        posts++;
        told.put(post.id(), new Told(post, story));
        remember();
    }

    synchronized void reposted(DoublePost repost) {
        posts++;
        told.put(repost.id(), new Told(repost, null));
        remember();
    }

    synchronized void edited(DoublePost post, Story story) {
        told.replace(post.id(), new Told(post, story));
        remember();
    }

    /** A post that is taken back takes its reposts with it. */
    synchronized void takenBack(DoublePost post) {
        told.remove(post.id());
        told.values().removeIf(other -> post.id().equals(other.post().of()));
    }

    /** Newest first, without reposts. */
    synchronized List<DoublePost> originals() {
        return told.values().stream()
                .map(Told::post)
                .filter(post -> post.of() == null)
                .toList()
                .reversed();
    }

    /** Newest first. */
    synchronized List<DoublePost> all() {
        return told.values().stream().map(Told::post).toList().reversed();
    }

    /** What a post says. */
    synchronized Story story(DoublePost post) {
        var one = told.get(post.of() == null ? post.id() : post.of());
        if (one == null || one.story() == null) {
            throw new IllegalArgumentException("nobody posted " + post.id());
        }
        return one.story();
    }

    /** What is there now. */
    synchronized List<Share> shares() {
        var shares = new ArrayList<Share>();
        told.values()
                .forEach(one -> shares.add(
                        new Share(one.post().by(), story(one.post()), one.post().at())));
        return shares;
    }

    /** What was there once, and is there no more. */
    synchronized Set<Said> gone() {
        var gone = new HashSet<>(said);
        gone.removeAll(now());
        return gone;
    }

    /** Every link that was ever posted. */
    synchronized Set<URI> links() {
        var links = new HashSet<URI>();
        said.forEach(one -> links.add(one.link()));
        return links;
    }

    /** How much was ever posted, without edits. */
    synchronized int posts() {
        return posts;
    }

    private void remember() {
        said.addAll(now());
    }

    private Set<Said> now() {
        var now = new HashSet<Said>();
        shares().forEach(share -> share.story().links().forEach(link -> now.add(new Said(share.by(), link))));
        return now;
    }
}
