package org.broadsheet.testing.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;

/** Sessions by app password at a PDS. A refresh token serves once. */
public final class BlueskySessions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NetworkServer pds;
    private final String appPassword;
    private final Set<String> access = ConcurrentHashMap.newKeySet();
    private final Set<String> refresh = ConcurrentHashMap.newKeySet();

    BlueskySessions(NetworkServer pds) {
        this.pds = pds;
        this.appPassword = pds.secret("app-password");
        pds.on("/xrpc/com.atproto.server.createSession", this::create);
        pds.on("/xrpc/com.atproto.server.refreshSession", this::refresh);
        pds.on("/xrpc/com.atproto.server.deleteSession", this::delete);
    }

    /** The account's one app password. */
    public String appPassword() {
        return appPassword;
    }

    private Answer create(ReceivedRequest request) {
        var body = parse(request.body());
        return body.path("identifier").asText().equals(BlueskyNetwork.HANDLE)
                        && body.path("password").asText().equals(appPassword)
                ? session()
                : NetworkServer.error(401, "AuthenticationRequired");
    }

    private Answer session() {
        var accessJwt = pds.secret("access-jwt");
        var refreshJwt = pds.secret("refresh-jwt");
        access.add(accessJwt);
        refresh.add(refreshJwt);
        var did = pds.has(Fault.WRONG_SUB) ? BlueskyNetwork.OTHER_DID : BlueskyNetwork.DID;
        return pds.token(
                Map.of("accessJwt", accessJwt, "refreshJwt", refreshJwt, "did", did, "handle", BlueskyNetwork.HANDLE));
    }

    private Answer refresh(ReceivedRequest request) {
        return refresh.remove(bearer(request)) ? session() : NetworkServer.error(400, "ExpiredToken");
    }

    private Answer delete(ReceivedRequest request) {
        if (refresh.remove(bearer(request))) {
            access.clear();
        }
        return Answer.status(200);
    }

    private static String bearer(ReceivedRequest request) {
        var value = request.header("Authorization").orElse("");
        return value.startsWith("Bearer ") ? value.substring("Bearer ".length()) : "";
    }

    /** Whether a request carries the token of a session by app password. */
    public boolean isAuthorized(ReceivedRequest request) {
        return access.contains(bearer(request));
    }

    /** Every access token ends, as after two hours. */
    public void expireAccessTokens() {
        access.clear();
    }

    public int liveRefreshTokens() {
        return refresh.size();
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a body that is not JSON", e);
        }
    }
}
