package org.broadsheet.testing.network;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/** A server with Mastodon's client API and one account, {@code ann}. */
public final class MastodonServer implements AutoCloseable {
    public static final String ACCOUNT_ID = "109501";
    private static final String SCOPES =
            "read:statuses read:lists read:filters read:blocks read:mutes read:accounts profile";

    private final NetworkServer server = new NetworkServer();
    private final Consent consent = new Consent();
    private final Map<String, String> clients = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final boolean discovery;
    private volatile @Nullable URI elsewhere;
    private volatile List<String> scopes = List.of(SCOPES.split(" "));

    private MastodonServer(boolean discovery) {
        this.discovery = discovery;
        server.on("/.well-known/oauth-authorization-server", request -> metadata());
        server.on("/api/v1/apps", this::register);
        server.on("/oauth/token", this::token);
        server.on("/oauth/revoke", this::revoke);
        server.on("/api/v1/accounts/verify_credentials", this::verify);
    }

    /** Mastodon 4.3 or later. */
    public static MastodonServer start() {
        return new MastodonServer(true);
    }

    /** Without discovery, as before 4.3 and other servers. */
    public static MastodonServer startWithoutDiscovery() {
        return new MastodonServer(false);
    }

    /** The server itself, for what else it is to answer, and how it is to misbehave. */
    public NetworkServer server() {
        return server;
    }

    /** Where it sends and speaks for when it misbehaves so. */
    public void pointTo(URI other) {
        elsewhere = other;
    }

    /** The scopes that it knows, in place of Mastodon's. */
    public void know(String... known) {
        scopes = List.of(known);
    }

    private URI other() {
        return elsewhere == null ? URI.create("https://other.example") : elsewhere;
    }

    private Answer metadata() {
        if (server.has(Fault.REDIRECT)) {
            return Answer.redirect(302, other() + "/.well-known/oauth-authorization-server");
        }
        if (!discovery) {
            return Answer.status(404);
        }
        URI base = server.has(Fault.OTHER_HOST) ? other() : server.url();
        return NetworkServer.json(
                200,
                Map.of(
                        "issuer", base + "/",
                        "authorization_endpoint", base + "/oauth/authorize",
                        "token_endpoint", base + "/oauth/token",
                        "revocation_endpoint", base + "/oauth/revoke",
                        "app_registration_endpoint", base + "/api/v1/apps",
                        "scopes_supported", scopes,
                        "code_challenge_methods_supported", List.of("S256"),
                        "authorization_response_iss_parameter_supported", true));
    }

    private Answer register(ReceivedRequest request) {
        if (server.has(Fault.REDIRECT)) {
            return Answer.redirect(307, other() + "/api/v1/apps");
        }
        var id = "client-" + clients.size();
        var secret = server.secret("client");
        clients.put(id, secret);
        return NetworkServer.json(200, Map.of("client_id", id, "client_secret", secret, "client_secret_expires_at", 0));
    }

    /** All clients that were registered are forgotten. */
    public void forgetClients() {
        clients.clear();
    }

    /** A reader follows the address and agrees: where their browser goes then. */
    public URI agree(URI authorize) {
        var asked = Consent.query(authorize);
        if (!clients.containsKey(asked.get("client_id"))
                || !Set.copyOf(scopes)
                        .containsAll(List.of(asked.getOrDefault("scope", "").split(" ")))) {
            throw new AssertionError("the server's page would show an error");
        }
        return consent.agree(asked, iss());
    }

    /** A reader follows the address and does not agree. */
    public URI deny(URI authorize) {
        return Consent.deny(Consent.query(authorize), iss());
    }

    private @Nullable String iss() {
        if (server.has(Fault.WRONG_ISS)) {
            return "https://other.example/";
        }
        return !discovery || server.has(Fault.NO_ISS) ? null : server.url() + "/";
    }

    private boolean isClient(Map<String, String> form) {
        var secret = clients.get(form.getOrDefault("client_id", ""));
        return secret != null && secret.equals(form.get("client_secret"));
    }

    private Answer token(ReceivedRequest request) {
        var form = request.fields();
        if (!isClient(form)) {
            return NetworkServer.error(401, "invalid_client");
        }
        if (!consent.redeem(form)) {
            return NetworkServer.error(400, "invalid_grant");
        }
        var token = server.secret("access");
        tokens.add(token);
        return server.token(Map.of("access_token", token, "token_type", "Bearer", "scope", "read", "created_at", 1));
    }

    private Answer revoke(ReceivedRequest request) {
        var form = request.fields();
        if (!isClient(form)) {
            return NetworkServer.error(403, "unauthorized_client");
        }
        tokens.remove(form.getOrDefault("token", ""));
        return NetworkServer.json(200, Map.of());
    }

    /** Whether a request carries a token that is good; what else the server offers asks this first. */
    public boolean isAuthorized(ReceivedRequest request) {
        return request.header("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()))
                .filter(tokens::contains)
                .isPresent();
    }

    /** Tokens that were given and not revoked. */
    public int liveTokens() {
        return tokens.size();
    }

    private Answer verify(ReceivedRequest request) {
        return isAuthorized(request)
                ? NetworkServer.json(200, Map.of("id", ACCOUNT_ID, "username", "ann", "acct", "ann"))
                : NetworkServer.error(401, "The access token is invalid");
    }

    @Override
    public void close() {
        server.close();
    }
}
