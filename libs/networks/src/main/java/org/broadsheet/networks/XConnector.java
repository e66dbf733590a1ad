package org.broadsheet.networks;

import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.broadsheet.events.Network;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;

/** Connects accounts at X. */
final class XConnector {
    private static final String SCOPES = "tweet.read users.read offline.access";

    private final NetworkSettings settings;
    private final XAccess access;

    XConnector(ApiExchange exchange, NetworkSettings settings, InstantSource clock) {
        this.settings = settings;
        this.access = new XAccess(exchange, settings, clock);
    }

    Begun begin(Wish wish) {
        var client = wish.client() == null ? settings.xClient() : wish.client();
        return client == null ? new Begun.Refused(Refusal.CLIENT) : authorize(client, wish);
    }

    private Begun authorize(Wish.Client client, Wish wish) {
        var pkce = Pkce.make();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.id());
        parameters.put("redirect_uri", wish.redirectUri());
        parameters.put("scope", SCOPES);
        parameters.put("state", wish.state());
        parameters.put("code_challenge", pkce.challenge());
        parameters.put("code_challenge_method", Pkce.METHOD);
        return new Begun.Authorize(
                Pkce.query(settings.xAuthorize().resolve("/i/oauth2/authorize"), parameters),
                new Attempt(
                        Network.X,
                        settings.xApi(),
                        settings.xAuthorize().toString(),
                        false,
                        XAccess.token(settings.xApi()),
                        null,
                        client.id(),
                        wish.client() == null ? null : client.secret(),
                        null,
                        pkce.verifier(),
                        null,
                        null,
                        wish.redirectUri()));
    }

    Finished finish(Attempt attempt, String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", attempt.redirectUri());
        form.put("code_verifier", attempt.verifier().reveal());
        var client = new Wish.Client(attempt.clientId(), attempt.clientSecret());
        return access.credentials(access.ask(attempt.token(), form, client), client)
                .map(this::verify)
                .orElseGet(() -> new Finished.Refused(Refusal.ANSWER));
    }

    private Finished verify(Credentials.X credentials) {
        URI me = credentials.api().resolve("/2/users/me");
        var connected = Json.ofSuccess(access.send(credentials, ApiRequest.get(me)))
                .map(json -> json.path("data"))
                .flatMap(json -> Json.text(json, "id")
                        .flatMap(id -> Json.text(json, "username")
                                .map(name -> new Finished.Connected(id, name, credentials))));
        if (connected.isEmpty()) {
            access.revoke(credentials);
        }
        return connected.<Finished>map(account -> account).orElseGet(() -> new Finished.Refused(Refusal.ANSWER));
    }
}
