package org.broadsheet.networks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;

/** Tokens of X: two hours each, and a refresh token that serves once. */
final class XAccess {
    private static final long DEFAULT_SECONDS = 7_200;

    private final ApiExchange exchange;
    private final NetworkSettings settings;
    private final InstantSource clock;

    XAccess(ApiExchange exchange, NetworkSettings settings, InstantSource clock) {
        this.exchange = exchange;
        this.settings = settings;
        this.clock = clock;
    }

    static URI token(URI api) {
        return api.resolve("/2/oauth2/token");
    }

    ApiResult send(Credentials.X credentials, ApiRequest request) {
        return exchange.send(request.withHeader(
                        "Authorization", "Bearer " + credentials.accessToken().reveal())
                .boundTo(credentials.api()));
    }

    Refreshed refresh(Credentials.X credentials) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", credentials.refreshToken().reveal());
        var client = clientOf(credentials);
        var answer = ask(token(credentials.api()), form, client);
        return credentials(answer, client)
                .<Refreshed>map(Refreshed.Renewed::new)
                .orElseGet(() -> RefreshFailure.of(answer));
    }

    boolean revoke(Credentials.X credentials) {
        var form = new LinkedHashMap<String, String>();
        form.put("token", credentials.refreshToken().reveal());
        form.put("token_type_hint", "refresh_token");
        return Revocation.isDone(ask(credentials.api().resolve("/2/oauth2/revoke"), form, clientOf(credentials)));
    }

    private static Wish.Client clientOf(Credentials.X credentials) {
        return new Wish.Client(credentials.clientId(), credentials.clientSecret());
    }

    /** Asks as a client: a confidential one by HTTP Basic, a public one by its id in the form. */
    ApiResult ask(URI endpoint, Map<String, String> form, Wish.Client client) {
        var secret = secretOf(client);
        if (secret == null) {
            form.put("client_id", client.id());
            return exchange.send(ApiRequest.postForm(endpoint, form).boundTo(settings.xApi()));
        }
        var basic = (Pkce.encode(client.id()) + ":" + Pkce.encode(secret.reveal())).getBytes(UTF_8);
        return exchange.send(ApiRequest.postForm(endpoint, form)
                .withHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic))
                .boundTo(settings.xApi()));
    }

    private @Nullable Secret secretOf(Wish.Client client) {
        var operators = settings.xClient();
        return client.secret() == null && operators != null && operators.id().equals(client.id())
                ? operators.secret()
                : client.secret();
    }

    Optional<Credentials.X> credentials(ApiResult answer, Wish.Client client) {
        return Json.ofSuccess(answer)
                .filter(json -> json.path("token_type").asText("").equalsIgnoreCase("bearer"))
                .flatMap(json -> Json.token(json, "access_token")
                        .flatMap(access -> Json.token(json, "refresh_token")
                                .map(refresh -> new Credentials.X(
                                        settings.xApi(),
                                        client.id(),
                                        client.secret(),
                                        access,
                                        refresh,
                                        clock.instant().plusSeconds(RefreshFailure.lifetime(json, DEFAULT_SECONDS))))));
    }
}
