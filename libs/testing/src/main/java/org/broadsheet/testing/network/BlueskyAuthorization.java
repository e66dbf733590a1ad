package org.broadsheet.testing.network;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * The authorization server of a PDS: pushed requests, PKCE, DPoP with nonces that change, clients that prove themselves,
 * and refresh tokens whose second use ends their session.
 */
public final class BlueskyAuthorization {
    private final NetworkServer server = new NetworkServer();
    private final NetworkServer pds;
    private final Consent consent = new Consent();
    private final DpopChecks proofs = new DpopChecks();
    private final Map<String, Map<String, String>> pushed = new ConcurrentHashMap<>();
    private final Map<String, Session> byRefreshToken = new ConcurrentHashMap<>();
    private final Set<String> assertions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger nonce = new AtomicInteger();
    private volatile @Nullable JWKSet clientKeys;

    /** One consent, with the key that it is bound to. */
    private static final class Session {
        private final String thumbprint;
        private volatile String accessToken = "";
        private volatile String refreshToken = "";

        Session(String thumbprint) {
            this.thumbprint = thumbprint;
        }
    }

    BlueskyAuthorization(NetworkServer pds) {
        this.pds = pds;
        server.on("/.well-known/oauth-authorization-server", request -> metadata());
        server.on("/oauth/par", request -> proven(request, this::push));
        server.on("/oauth/token", request -> proven(request, this::token));
        server.on("/oauth/revoke", request -> proven(request, this::revoke));
    }

    public NetworkServer server() {
        return server;
    }

    /** From now on clients must prove themselves with the keys of this metadata document. */
    public void expectClient(String jwks) {
        try {
            clientKeys = JWKSet.parse(jwks);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The nonce of both servers changes. */
    public void rotateNonce() {
        nonce.incrementAndGet();
    }

    private String currentNonce() {
        return "nonce-" + nonce.get();
    }

    private Answer metadata() {
        URI issuer = server.has(Fault.OTHER_HOST) ? URI.create("https://other.example") : server.url();
        return NetworkServer.json(
                200,
                Map.of(
                        "issuer", issuer.toString(),
                        "pushed_authorization_request_endpoint",
                                server.url("/oauth/par").toString(),
                        "authorization_endpoint", server.url("/oauth/authorize").toString(),
                        "token_endpoint", server.url("/oauth/token").toString(),
                        "revocation_endpoint", server.url("/oauth/revoke").toString(),
                        "scopes_supported", List.of("atproto", "transition:generic"),
                        "dpop_signing_alg_values_supported", List.of("ES256"),
                        "authorization_response_iss_parameter_supported", true,
                        "require_pushed_authorization_requests", true));
    }

    private Answer withNonce(Answer answer) {
        return server.has(Fault.NO_NONCE) ? answer : answer.withHeader("DPoP-Nonce", currentNonce());
    }

    private Answer proven(ReceivedRequest request, Function<ReceivedRequest, Answer> then) {
        if (!server.has(Fault.NO_NONCE) && !currentNonce().equals(DpopChecks.nonce(request))) {
            return withNonce(NetworkServer.error(400, "use_dpop_nonce"));
        }
        if (proofs.thumbprint(request, server.url(), null).isEmpty()) {
            return withNonce(NetworkServer.error(400, "invalid_dpop_proof"));
        }
        return withNonce(isClient(request.fields()) ? then.apply(request) : NetworkServer.error(401, "invalid_client"));
    }

    private boolean isClient(Map<String, String> form) {
        var keys = clientKeys;
        if (keys == null) {
            return form.getOrDefault("client_id", "").startsWith("http://localhost?");
        }
        try {
            var assertion = SignedJWT.parse(form.getOrDefault("client_assertion", ""));
            var claims = assertion.getJWTClaimsSet();
            var key = keys.getKeyByKeyId(assertion.getHeader().getKeyID());
            return key != null
                    && assertion.verify(new ECDSAVerifier(key.toECKey()))
                    && claims.getIssuer().equals(form.get("client_id"))
                    && claims.getSubject().equals(form.get("client_id"))
                    && claims.getAudience().contains(server.url().toString())
                    && assertions.add(claims.getJWTID());
        } catch (ParseException | JOSEException e) {
            return false;
        }
    }

    private Answer push(ReceivedRequest request) {
        var uri = "urn:ietf:params:oauth:request_uri:req-" + UUID.randomUUID();
        pushed.put(uri, request.fields());
        return NetworkServer.json(201, Map.of("request_uri", uri, "expires_in", 300));
    }

    public URI agree(URI authorize) {
        return consent.agree(asked(authorize), iss());
    }

    public URI deny(URI authorize) {
        return Consent.deny(asked(authorize), iss());
    }

    private Map<String, String> asked(URI authorize) {
        var query = Consent.query(authorize);
        var asked = pushed.remove(query.getOrDefault("request_uri", ""));
        if (asked == null || !asked.getOrDefault("client_id", "").equals(query.get("client_id"))) {
            throw new AssertionError("the server's page would show an error");
        }
        return asked;
    }

    private @Nullable String iss() {
        if (server.has(Fault.WRONG_ISS)) {
            return "https://other.example";
        }
        return server.has(Fault.NO_ISS) ? null : server.url().toString();
    }

    private Answer token(ReceivedRequest request) {
        var form = request.fields();
        var thumbprint = DpopThumbprint.of(request);
        if ("refresh_token".equals(form.get("grant_type"))) {
            return refresh(form.getOrDefault("refresh_token", ""), thumbprint);
        }
        return consent.redeem(form) ? tokens(new Session(thumbprint)) : NetworkServer.error(400, "invalid_grant");
    }

    /** A token that was used already is a stolen one: its session ends for both. */
    private Answer refresh(String token, String thumbprint) {
        var session = byRefreshToken.get(token);
        if (session == null || !session.thumbprint.equals(thumbprint)) {
            return NetworkServer.error(400, "invalid_grant");
        }
        if (!session.refreshToken.equals(token)) {
            session.accessToken = "";
            session.refreshToken = "";
            return NetworkServer.error(400, "invalid_grant");
        }
        return tokens(session);
    }

    private Answer tokens(Session session) {
        session.accessToken = server.secret("access");
        session.refreshToken = server.secret("refresh");
        byRefreshToken.put(session.refreshToken, session);
        return server.token(Map.of(
                "access_token",
                session.accessToken,
                "refresh_token",
                session.refreshToken,
                "token_type",
                "DPoP",
                "expires_in",
                3_600,
                "scope",
                "atproto transition:generic",
                "sub",
                server.has(Fault.WRONG_SUB) ? BlueskyNetwork.OTHER_DID : BlueskyNetwork.DID));
    }

    private Answer revoke(ReceivedRequest request) {
        var session = byRefreshToken.get(request.fields().getOrDefault("token", ""));
        if (session != null) {
            session.accessToken = "";
            session.refreshToken = "";
        }
        return NetworkServer.json(200, Map.of());
    }

    /** Answers a request to the PDS if its token is good and proven, with the nonce of the day. */
    public Answer resource(ReceivedRequest request, Supplier<Answer> answer) {
        var token = request.header("Authorization")
                .filter(value -> value.startsWith("DPoP "))
                .map(value -> value.substring("DPoP ".length()))
                .orElse("");
        var session = byRefreshToken.values().stream()
                .filter(known -> !token.isEmpty() && known.accessToken.equals(token))
                .findFirst();
        if (session.isEmpty()) {
            return withNonce(NetworkServer.error(401, "invalid_token"));
        }
        if (!currentNonce().equals(DpopChecks.nonce(request))) {
            return withNonce(NetworkServer.error(401, "use_dpop_nonce")
                    .withHeader("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\""));
        }
        return withNonce(proofs.thumbprint(request, pds.url(), token)
                .filter(session.get().thumbprint::equals)
                .map(thumbprint -> answer.get())
                .orElseGet(() -> NetworkServer.error(401, "invalid_dpop_proof")));
    }

    /** Every access token ends, as after an hour. */
    public void expireAccessTokens() {
        byRefreshToken.values().forEach(session -> session.accessToken = "");
    }

    /** Sessions that are neither revoked nor ended. */
    public long liveSessions() {
        return byRefreshToken.values().stream()
                .distinct()
                .filter(session -> !session.refreshToken.isEmpty())
                .count();
    }
}
