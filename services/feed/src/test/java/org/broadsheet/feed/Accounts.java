package org.broadsheet.feed;

import java.util.List;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;

/** Accounts that share, as messages name them. */
final class Accounts {
    private Accounts() {}

    /** @param handle with its server, for example {@code anna@server.example} */
    static Sharer mastodon(String name, String handle, String... sites) {
        var server = handle.substring(handle.indexOf('@') + 1);
        return new Sharer(
                "mastodon:https://" + server + "/users/" + handle,
                name,
                "@" + handle,
                Network.MASTODON,
                List.of(sites));
    }

    static Sharer bluesky(String name, String handle) {
        return new Sharer("bluesky:did:plc:" + handle, name, "@" + handle, Network.BLUESKY, List.of(handle));
    }

    static Sharer x(String name, String username) {
        return new Sharer("x:" + username.hashCode(), name, "@" + username, Network.X);
    }

    static Sharer feed(String name, String... sites) {
        return new Sharer("source:" + name, name, null, Network.FEED, List.of(sites));
    }

    /** The same account under another name. */
    static Sharer renamed(Sharer sharer, String name) {
        return new Sharer(sharer.key(), name, sharer.handle(), sharer.network(), sharer.sites());
    }
}
