package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The person or the feed whose entry carried a link.
 *
 * @param key who it is, for counting: the same sharer has the same key in every entry
 * @param handle the address at the network, null for a feed
 * @param sites hosts that it has proved to be its own, lower case, at most {@link #MAX_SITES}: at Mastodon those of verified
 *     links, at Bluesky the handle, of a feed its own domain; of X nothing is known
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record Sharer(String key, String name, @Nullable String handle, Network network, List<String> sites) {
    public static final int MAX_SITES = 4;

    public Sharer {
        requireNonNull(key, "key");
        requireNonNull(name, "name");
        requireNonNull(network, "network");
        sites = List.copyOf(sites);
        if (sites.size() > MAX_SITES) {
            throw new IllegalArgumentException("at most " + MAX_SITES + " sites, not " + sites.size());
        }
    }

    /** A sharer who has proved nothing. */
    public Sharer(String key, String name, @Nullable String handle, Network network) {
        this(key, name, handle, network, List.of());
    }
}
