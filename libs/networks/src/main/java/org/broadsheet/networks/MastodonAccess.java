package org.broadsheet.networks;

import java.util.Map;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;

/** Tokens of servers with Mastodon's client API. They are good until someone ends them. */
final class MastodonAccess {
    private final ApiExchange exchange;

    MastodonAccess(ApiExchange exchange) {
        this.exchange = exchange;
    }

    ApiResult send(Credentials.Mastodon credentials, ApiRequest request) {
        return exchange.send(request.withHeader(
                        "Authorization", "Bearer " + credentials.accessToken().reveal())
                .boundTo(credentials.api()));
    }

    Refreshed refresh() {
        return new Refreshed.Expired("The server has ended the connection. Please connect again.");
    }

    boolean revoke(Credentials.Mastodon credentials) {
        var form = Map.of(
                "client_id", credentials.clientId(),
                "client_secret", credentials.clientSecret().reveal(),
                "token", credentials.accessToken().reveal());
        return Revocation.isDone(exchange.send(
                ApiRequest.postForm(credentials.revocation(), form).boundTo(credentials.api())));
    }
}
