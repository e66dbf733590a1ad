package org.broadsheet.networks;

import java.time.InstantSource;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;

/** Access to accounts at the networks themselves. */
public final class NetworkAccess implements AccountAccess {
    private final MastodonAccess mastodon;
    private final BlueskyAccess bluesky;
    private final XAccess x;

    /** @param exchange the caller's to close */
    public NetworkAccess(ApiExchange exchange, NetworkSettings settings, InstantSource clock) {
        this.mastodon = new MastodonAccess(exchange);
        this.bluesky = new BlueskyAccess(exchange, clock);
        this.x = new XAccess(exchange, settings, clock);
    }

    @Override
    public ApiResult send(Credentials credentials, ApiRequest request) {
        return switch (credentials) {
            case Credentials.Mastodon token -> mastodon.send(token, request);
            case Credentials.BlueskySession session -> bluesky.send(session, request);
            case Credentials.BlueskyAppPassword session -> bluesky.send(session, request);
            case Credentials.X tokens -> x.send(tokens, request);
        };
    }

    @Override
    public boolean isRefusal(ApiResult.Answered answer) {
        if (answer.status() == 400) {
            var error = Json.error(answer);
            return error.equals("ExpiredToken") || error.equals("InvalidToken");
        }
        return answer.status() == 401;
    }

    @Override
    public Refreshed refresh(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Mastodon _ -> mastodon.refresh();
            case Credentials.BlueskySession session -> bluesky.refresh(session);
            case Credentials.BlueskyAppPassword session -> bluesky.refresh(session);
            case Credentials.X tokens -> x.refresh(tokens);
        };
    }

    @Override
    public boolean revoke(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Mastodon token -> mastodon.revoke(token);
            case Credentials.BlueskySession session -> bluesky.revoke(session);
            case Credentials.BlueskyAppPassword session -> bluesky.revoke(session);
            case Credentials.X tokens -> x.revoke(tokens);
        };
    }
}
