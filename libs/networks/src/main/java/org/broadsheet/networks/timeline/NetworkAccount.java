package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who posts at a network.
 *
 * @param key who it is, for good: the URI of a Mastodon account, the DID of a Bluesky one, the id at X
 * @param name what they call themselves, their handle where they do not
 * @param handle with its server at Mastodon, even for accounts of the server that was asked; without {@code @}
 * @param avatar an https address; null where there is none
 * @param sites hosts that the network has found to be theirs, lower case, at most {@link Sites#MAX}; none at X
 */
public record NetworkAccount(
        String key, String name, String handle, @Nullable String avatar, List<String> sites) {
    public NetworkAccount {
        requireNonNull(key, "key");
        requireNonNull(name, "name");
        requireNonNull(handle, "handle");
        sites = List.copyOf(sites);
    }
}
