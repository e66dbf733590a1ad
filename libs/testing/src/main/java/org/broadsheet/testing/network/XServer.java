package org.broadsheet.testing.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;

/** The API of X with one account, {@code ann}, and confidential clients. Refresh tokens serve once. */
public final class XServer implements AutoCloseable {
    public static final String ACCOUNT_ID = "2244994945";

    private final NetworkServer server = new NetworkServer();
    private final Consent consent = new Consent();
    private final Map<String, String> clients = new ConcurrentHashMap<>();
    private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();

    private XServer() {
        server.on("/2/oauth2/token", this::token);
        server.on("/2/oauth2/revoke", this::revoke);
        server.on("/2/users/me", this::me);
    }

    public static XServer start() {
        return new XServer();
    }

    public NetworkServer server() {
        return server;
    }

    /** Registers a client; answers its secret. */
    public String register(String clientId) {
        var secret = server.secret("x-client");
        clients.put(clientId, secret);
        return secret;
    }

    public URI agree(URI authorize) {
        var asked = Consent.query(authorize);
        if (!clients.containsKey(asked.get("client_id"))
                || !asked.getOrDefault("scope", "").contains("offline.access")) {
            throw new AssertionError("the page of X would show an error");
        }
        return consent.agree(asked, null);
    }

    private boolean isClient(ReceivedRequest request) {
        return request.header("Authorization")
                .filter(value -> value.startsWith("Basic "))
                .map(value -> new String(Base64.getDecoder().decode(value.substring("Basic ".length())), UTF_8))
                .filter(pair -> pair.split(":", 2)[1].equals(clients.get(pair.split(":", 2)[0])))
                .isPresent();
    }

    private Answer token(ReceivedRequest request) {
        if (!isClient(request)) {
            return NetworkServer.error(401, "unauthorized_client");
        }
        var form = request.fields();
        boolean good = "refresh_token".equals(form.get("grant_type"))
                ? refreshTokens.remove(form.getOrDefault("refresh_token", ""))
                : consent.redeem(form);
        if (!good) {
            return NetworkServer.error(400, "invalid_request");
        }
        var access = server.secret("x-access");
        var refresh = server.secret("x-refresh");
        accessTokens.add(access);
        refreshTokens.add(refresh);
        return server.token(Map.of(
                "access_token",
                access,
                "refresh_token",
                refresh,
                "token_type",
                "bearer",
                "expires_in",
                7_200,
                "scope",
                "users.read tweet.read offline.access"));
    }

    private Answer revoke(ReceivedRequest request) {
        if (!isClient(request)) {
            return NetworkServer.error(401, "unauthorized_client");
        }
        refreshTokens.remove(request.fields().getOrDefault("token", ""));
        accessTokens.clear();
        return NetworkServer.json(200, Map.of("revoked", true));
    }

    /** Whether a request carries a token that is good; what else the API offers asks this first. */
    public boolean isAuthorized(ReceivedRequest request) {
        return request.header("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .filter(value -> accessTokens.contains(value.substring("Bearer ".length())))
                .isPresent();
    }

    /** Every access token ends, as after two hours. */
    public void expireAccessTokens() {
        accessTokens.clear();
    }

    public int liveRefreshTokens() {
        return refreshTokens.size();
    }

    private Answer me(ReceivedRequest request) {
        return isAuthorized(request)
                ? NetworkServer.json(200, Map.of("data", Map.of("id", ACCOUNT_ID, "username", "ann", "name", "Ann")))
                : NetworkServer.json(401, Map.of("title", "Unauthorized", "status", 401));
    }

    @Override
    public void close() {
        server.close();
    }
}
