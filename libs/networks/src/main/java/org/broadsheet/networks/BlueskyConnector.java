package org.broadsheet.networks;

import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.broadsheet.events.Network;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;

/** Connects accounts of the AT Protocol by OAuth: pushed request, PKCE, DPoP. */
final class BlueskyConnector {
    private final ApiExchange exchange;
    private final BlueskyIdentities identities;
    private final BlueskyAccess access;
    private final InstantSource clock;

    BlueskyConnector(ApiExchange exchange, BlueskyIdentities identities, BlueskyAccess access, InstantSource clock) {
        this.exchange = exchange;
        this.identities = identities;
        this.access = access;
        this.clock = clock;
    }

    /** @param client ours; empty where no server could send readers back to us */
    Begun begin(Wish wish, Optional<BlueskyClient> client) {
        if (client.isEmpty()) {
            return new Begun.Refused(Refusal.PUBLIC_URL);
        }
        if (wish.handle() == null) {
            return Optional.ofNullable(wish.server())
                    .flatMap(Origins::typed)
                    .map(pds -> begin(wish, client.get(), pds, null))
                    .orElseGet(() -> new Begun.Refused(Refusal.SERVER));
        }
        return identities
                .ofHandle(wish.handle())
                .map(account -> begin(wish, client.get(), account.pds(), account))
                .orElseGet(() -> new Begun.Refused(Refusal.HANDLE));
    }

    private Begun begin(Wish wish, BlueskyClient client, URI pds, @Nullable BlueskyIdentity account) {
        return BlueskyServer.of(pds, exchange)
                .flatMap(server -> push(wish, client, pds, server, account))
                .orElseGet(() -> new Begun.Refused(Refusal.SERVER));
    }

    private Optional<Begun> push(
            Wish wish, BlueskyClient client, URI pds, BlueskyServer server, @Nullable BlueskyIdentity account) {
        var pkce = Pkce.make();
        var key = BlueskyClient.makeKey();
        var answer = access.post(server.pushed(), server.issuer(), BlueskyClient.parse(key), form -> {
            form.put("response_type", "code");
            form.put("redirect_uri", client.redirectUri());
            form.put("scope", BlueskyClient.SCOPE);
            form.put("state", wish.state());
            form.put("code_challenge", pkce.challenge());
            form.put("code_challenge_method", Pkce.METHOD);
            if (account != null) {
                form.put("login_hint", account.handle());
            }
            ClientAssertion.add(form, client.id(), client.key(), server.issuer(), clock.instant());
        });
        return withNonce(answer)
                .flatMap(Json::ofSuccess)
                .flatMap(json -> Json.text(json, "request_uri"))
                .map(requestUri -> {
                    var parameters = new LinkedHashMap<String, String>();
                    parameters.put("client_id", client.id());
                    parameters.put("request_uri", requestUri);
                    return new Begun.Authorize(
                            Pkce.query(server.authorization(), parameters),
                            new Attempt(
                                    Network.BLUESKY,
                                    pds,
                                    server.issuer().toString(),
                                    true,
                                    server.token(),
                                    server.revocation(),
                                    client.id(),
                                    null,
                                    client.key(),
                                    pkce.verifier(),
                                    key,
                                    account == null ? null : account.did(),
                                    client.redirectUri()));
                });
    }

    /** A server that gives no nonce lets proofs be used again later. */
    private static Optional<ApiResult> withNonce(ApiResult result) {
        return result instanceof ApiResult.Answered answered
                        && answered.header(Dpop.NONCE).isPresent()
                ? Optional.of(result)
                : Optional.empty();
    }

    Finished finish(Attempt attempt, String code) {
        var key = attempt.key();
        if (key == null || attempt.issuer() == null) {
            return new Finished.Refused(Refusal.ANSWER);
        }
        var issuer = URI.create(attempt.issuer());
        var answer = access.post(attempt.token(), issuer, BlueskyClient.parse(key), form -> {
            form.put("grant_type", "authorization_code");
            form.put("code", code);
            form.put("redirect_uri", attempt.redirectUri());
            form.put("code_verifier", attempt.verifier().reveal());
            ClientAssertion.add(form, attempt.clientId(), attempt.clientKey(), issuer, clock.instant());
        });
        return withNonce(answer)
                .flatMap(given -> session(given, attempt, issuer, key))
                .map(session -> verify(session, attempt))
                .orElseGet(() -> new Finished.Refused(Refusal.ANSWER));
    }

    /** As the server gives it, its API not checked yet. */
    private Optional<Credentials.BlueskySession> session(ApiResult answer, Attempt attempt, URI issuer, Secret key) {
        return BlueskyTokens.read(answer)
                .map(tokens -> new Credentials.BlueskySession(
                        attempt.api(),
                        tokens.did(),
                        issuer,
                        attempt.token(),
                        attempt.revocation(),
                        attempt.clientId(),
                        attempt.clientKey(),
                        key,
                        tokens.accessToken(),
                        tokens.refreshToken(),
                        clock.instant().plusSeconds(tokens.seconds())));
    }

    /** Whether the server may speak for the account that it names: the account's own PDS must lead to it. */
    private Finished verify(Credentials.BlueskySession session, Attempt attempt) {
        var account = Optional.of(session.did())
                .filter(did -> attempt.did() == null || attempt.did().equals(did))
                .flatMap(identities::ofDid)
                .filter(known -> BlueskyServer.of(known.pds(), exchange)
                        .filter(server -> server.issuer().equals(session.issuer()))
                        .isPresent());
        if (account.isEmpty()) {
            access.revoke(session);
            return new Finished.Refused(Refusal.ANSWER);
        }
        var own = account.get();
        return new Finished.Connected(own.did(), own.handle(), session.at(own.pds()));
    }

    /** Makes a session with an app password, which is not kept. */
    Finished signIn(String typedHandle, @Nullable String server, Secret appPassword) {
        var handle = BlueskyIdentities.handle(typedHandle);
        var pds =
                server == null ? handle.flatMap(identities::ofHandle).map(BlueskyIdentity::pds) : Origins.typed(server);
        if (handle.isEmpty() || pds.isEmpty()) {
            return new Finished.Refused(server == null ? Refusal.HANDLE : Refusal.SERVER);
        }
        var body = Fields.empty().put("identifier", handle.get()).put("password", appPassword.reveal());
        var answer = exchange.send(
                ApiRequest.postJson(pds.get().resolve("/xrpc/com.atproto.server.createSession"), body.toString())
                        .boundTo(pds.get()));
        if (answer instanceof ApiResult.Answered answered
                && answered.status() == 401
                && Json.error(answered).equals("AuthenticationRequired")) {
            return new Finished.Refused(Refusal.PASSWORD);
        }
        return BlueskyTokens.session(answer, pds.get())
                .map(this::verify)
                .orElseGet(() -> new Finished.Refused(Refusal.SERVER));
    }

    private Finished verify(Credentials.BlueskyAppPassword session) {
        var account = identities.ofDid(session.did()).filter(own -> own.pds().equals(session.api()));
        if (account.isEmpty()) {
            access.revoke(session);
            return new Finished.Refused(Refusal.ANSWER);
        }
        return new Finished.Connected(session.did(), account.get().handle(), session);
    }
}
