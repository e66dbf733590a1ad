package org.broadsheet.feed.person;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account at a network, or a feed, of which shares came to a reader.
 *
 * @param id by which the reader names it
 * @param key by which entries name it
 * @param network as it is written in messages
 * @param sites hosts that it has proved to be its own
 */
record Account(
        UUID id,
        String key,
        String network,
        String name,
        @Nullable String handle,
        List<String> sites) {
    static final String MASTODON = "mastodon";
    static final String BLUESKY = "bluesky";
    static final String FEED = "feed";

    Account {
        requireNonNull(id, "id");
        requireNonNull(key, "key");
        requireNonNull(network, "network");
        requireNonNull(name, "name");
        sites = List.copyOf(sites);
    }
}
