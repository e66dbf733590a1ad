package org.broadsheet.networks;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;

/** Sessions of the AT Protocol, of both kinds. Their refresh tokens serve once. */
final class BlueskyAccess {
    private final ApiExchange exchange;
    private final Dpop dpop;
    private final InstantSource clock;

    BlueskyAccess(ApiExchange exchange, InstantSource clock) {
        this.exchange = exchange;
        this.dpop = new Dpop(exchange, clock);
        this.clock = clock;
    }

    /** @param fields adds to the form; called for each try */
    ApiResult post(URI endpoint, URI issuer, ECKey key, Consumer<Map<String, String>> fields) {
        return dpop.send(
                () -> {
                    var form = new LinkedHashMap<String, String>();
                    fields.accept(form);
                    return ApiRequest.postForm(endpoint, form).boundTo(issuer);
                },
                key,
                null);
    }

    ApiResult send(Credentials.BlueskySession session, ApiRequest request) {
        var bound = request.boundTo(session.api());
        return dpop.send(() -> bound, BlueskyClient.parse(session.key()), session.accessToken());
    }

    ApiResult send(Credentials.BlueskyAppPassword session, ApiRequest request) {
        return exchange.send(request.withHeader(
                        "Authorization", "Bearer " + session.accessToken().reveal())
                .boundTo(session.api()));
    }

    Refreshed refresh(Credentials.BlueskySession session) {
        var answer = post(session.token(), session.issuer(), BlueskyClient.parse(session.key()), form -> {
            form.put("grant_type", "refresh_token");
            form.put("refresh_token", session.refreshToken().reveal());
            ClientAssertion.add(form, session.clientId(), session.clientKey(), session.issuer(), clock.instant());
        });
        return BlueskyTokens.read(answer)
                .<Refreshed>map(tokens -> tokens.did().equals(session.did())
                        ? new Refreshed.Renewed(session.with(
                                tokens.accessToken(),
                                tokens.refreshToken(),
                                clock.instant().plusSeconds(tokens.seconds())))
                        : RefreshFailure.expired())
                .orElseGet(() -> RefreshFailure.of(answer));
    }

    Refreshed refresh(Credentials.BlueskyAppPassword session) {
        var answer = exchange.send(withRefreshToken(session, "com.atproto.server.refreshSession"));
        return BlueskyTokens.session(answer, session.api())
                .<Refreshed>map(renewed ->
                        renewed.did().equals(session.did()) ? new Refreshed.Renewed(renewed) : RefreshFailure.expired())
                .orElseGet(() -> RefreshFailure.of(answer));
    }

    private static ApiRequest withRefreshToken(Credentials.BlueskyAppPassword session, String method) {
        return ApiRequest.post(session.api().resolve("/xrpc/" + method))
                .withHeader("Authorization", "Bearer " + session.refreshToken().reveal())
                .boundTo(session.api());
    }

    boolean revoke(Credentials.BlueskySession session) {
        if (session.revocation() == null) {
            return true;
        }
        return Revocation.isDone(
                post(session.revocation(), session.issuer(), BlueskyClient.parse(session.key()), form -> {
                    form.put("token", session.refreshToken().reveal());
                    ClientAssertion.add(
                            form, session.clientId(), session.clientKey(), session.issuer(), clock.instant());
                }));
    }

    boolean revoke(Credentials.BlueskyAppPassword session) {
        return Revocation.isDone(exchange.send(withRefreshToken(session, "com.atproto.server.deleteSession")));
    }
}
