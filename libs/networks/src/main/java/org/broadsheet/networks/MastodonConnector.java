package org.broadsheet.networks;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.events.Network;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.settings.Secret;

/** Connects accounts at servers with Mastodon's client API. */
final class MastodonConnector {
    private static final String CLIENT_NAME = "Broadsheet";
    private static final int MAX_USERNAME = 200;

    private final ApiExchange exchange;
    private final MastodonApps apps;
    private final MastodonAccess access;

    MastodonConnector(ApiExchange exchange, MastodonApps apps) {
        this.exchange = exchange;
        this.apps = apps;
        this.access = new MastodonAccess(exchange);
    }

    Begun begin(Wish wish) {
        return Optional.ofNullable(wish.server())
                .or(() -> Optional.ofNullable(wish.handle()))
                .flatMap(Origins::typed)
                .flatMap(base -> MastodonServer.discover(base, exchange))
                .<Begun>flatMap(server -> app(server, wish.redirectUri()).map(app -> authorize(server, app, wish)))
                .orElseGet(() -> new Begun.Refused(Refusal.SERVER));
    }

    /** Ours at this server, registered now unless it is known with these scopes and this way back. */
    private Optional<MastodonApps.App> app(MastodonServer server, String redirectUri) {
        var known = apps.find(server.base())
                .filter(app -> app.redirectUri().equals(redirectUri))
                .filter(app -> app.scopes().equals(server.scopes()));
        return known.or(() -> register(server, redirectUri));
    }

    private Optional<MastodonApps.App> register(MastodonServer server, String redirectUri) {
        var form = Map.of(
                "client_name",
                CLIENT_NAME,
                "redirect_uris",
                redirectUri,
                "scopes",
                server.scopes(),
                "website",
                URI.create(redirectUri).resolve("/").toString());
        var answer =
                exchange.send(ApiRequest.postForm(server.registration(), form).boundTo(server.base()));
        var app = Json.ofSuccess(answer)
                .flatMap(json -> Json.text(json, "client_id")
                        .flatMap(id -> Json.token(json, "client_secret")
                                .map(secret -> new MastodonApps.App(id, secret, server.scopes(), redirectUri))));
        app.ifPresent(made -> apps.keep(server.base(), made));
        return app;
    }

    private static Begun authorize(MastodonServer server, MastodonApps.App app, Wish wish) {
        var pkce = Pkce.make();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", app.clientId());
        parameters.put("redirect_uri", wish.redirectUri());
        parameters.put("scope", server.scopes());
        parameters.put("state", wish.state());
        parameters.put("code_challenge", pkce.challenge());
        parameters.put("code_challenge_method", Pkce.METHOD);
        return new Begun.Authorize(
                Pkce.query(server.authorization(), parameters),
                new Attempt(
                        Network.MASTODON,
                        server.base(),
                        server.issuer(),
                        server.issuerRequired(),
                        server.token(),
                        server.revocation(),
                        app.clientId(),
                        app.clientSecret(),
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
        form.put("client_id", attempt.clientId());
        if (attempt.clientSecret() != null) {
            form.put("client_secret", attempt.clientSecret().reveal());
        }
        form.put("redirect_uri", attempt.redirectUri());
        form.put("code_verifier", attempt.verifier().reveal());
        var answer = exchange.send(ApiRequest.postForm(attempt.token(), form).boundTo(attempt.api()));
        if (answer instanceof ApiResult.Answered answered
                && Json.error(answered).equals("invalid_client")) {
            apps.forget(attempt.api());
        }
        return Json.ofSuccess(answer)
                .filter(json -> json.path("token_type").asText("").equalsIgnoreCase("bearer"))
                .flatMap(json -> Json.token(json, "access_token"))
                .map(token -> credentials(attempt, token))
                .map(this::verify)
                .orElseGet(() -> new Finished.Refused(Refusal.ANSWER));
    }

    private static Credentials.Mastodon credentials(Attempt attempt, Secret token) {
        var revocation = attempt.revocation() == null ? attempt.api().resolve("/oauth/revoke") : attempt.revocation();
        var secret = attempt.clientSecret() == null ? new Secret("") : attempt.clientSecret();
        return new Credentials.Mastodon(attempt.api(), revocation, attempt.clientId(), secret, token);
    }

    private Finished verify(Credentials.Mastodon credentials) {
        var answer = access.send(
                credentials, ApiRequest.get(credentials.api().resolve("/api/v1/accounts/verify_credentials")));
        var connected = Json.ofSuccess(answer)
                .flatMap(json -> Json.text(json, "id")
                        .flatMap(id -> Json.text(json, "username")
                                .filter(name -> name.length() <= MAX_USERNAME)
                                .map(name -> new Finished.Connected(
                                        id, name + "@" + credentials.api().getAuthority(), credentials))));
        if (connected.isEmpty()) {
            access.revoke(credentials);
        }
        return connected.<Finished>map(account -> account).orElseGet(() -> new Finished.Refused(Refusal.ANSWER));
    }
}
