package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Who posts at a network.
 *
 * @param key who it is, for good: the URI of a Mastodon account, the DID of a Bluesky one, the id at X
 * @param name what they call themselves, their handle where they do not
 * @param handle with its server at Mastodon, even for accounts of the server that was asked; without {@code @}
 * @param avatar an https address; null where there is none
 */
public record NetworkAccount(
        String key, String name, String handle, @Nullable String avatar) {
    public NetworkAccount {
        requireNonNull(key, "key");
        requireNonNull(name, "name");
        requireNonNull(handle, "handle");
    }
}
