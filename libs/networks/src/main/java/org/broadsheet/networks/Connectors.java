package org.broadsheet.networks;

import java.time.InstantSource;
import java.util.Optional;
import org.broadsheet.events.Network;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;

/** Connects accounts at all networks. Every method blocks; safe to share between threads. */
public final class Connectors {
    private final MastodonConnector mastodon;
    private final BlueskyConnector bluesky;
    private final XConnector x;

    /** @param exchange the caller's to close */
    public Connectors(ApiExchange exchange, NetworkSettings settings, MastodonApps apps, InstantSource clock) {
        this.mastodon = new MastodonConnector(exchange, apps);
        this.bluesky = new BlueskyConnector(
                exchange, new BlueskyIdentities(exchange, settings), new BlueskyAccess(exchange, clock), clock);
        this.x = new XConnector(exchange, settings, clock);
    }

    public Begun mastodon(Wish wish) {
        return mastodon.begin(wish);
    }

    /** @param client ours, empty where there can't be one */
    public Begun bluesky(Wish wish, Optional<BlueskyClient> client) {
        return bluesky.begin(wish, client);
    }

    public Begun x(Wish wish) {
        return x.begin(wish);
    }

    /**
     * Exchanges a code, once it is known that the reader who brought it is the one who was sent, and that it comes from the
     * server that was asked ({@link Attempt#isFrom}).
     */
    public Finished finish(Attempt attempt, String code) {
        return switch (attempt.network()) {
            case MASTODON -> mastodon.finish(attempt, code);
            case BLUESKY -> bluesky.finish(attempt, code);
            case X -> x.finish(attempt, code);
            case FEED -> throw new IllegalArgumentException("a feed is not connected: " + Network.FEED);
        };
    }

    /**
     * Connects an account of the AT Protocol with an app password, which is not kept.
     *
     * @param server null where the handle leads to it
     */
    public Finished signIn(String handle, @Nullable String server, Secret appPassword) {
        return bluesky.signIn(handle, server, appPassword);
    }
}
