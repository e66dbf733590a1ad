package org.broadsheet.testing.network;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;

/**
 * A network of the AT Protocol with one account, {@value #HANDLE}: a directory that also knows every handle, a PDS, and
 * its authorization server.
 */
public final class BlueskyNetwork implements AutoCloseable {
    public static final String HANDLE = "ann.broadsheet-test.example";
    public static final String DID = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";
    /** Of another account, at the same PDS. */
    public static final String OTHER_DID = "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb";

    private final NetworkServer directory = new NetworkServer();
    private final NetworkServer pds = new NetworkServer();
    private final BlueskyAuthorization authorization;
    private final BlueskySessions sessions;
    private volatile String namedHandle = HANDLE;

    private BlueskyNetwork() {
        authorization = new BlueskyAuthorization(pds);
        sessions = new BlueskySessions(pds);
        directory.on("/xrpc/com.atproto.identity.resolveHandle", BlueskyNetwork::resolve);
        directory.on("/" + DID, request -> document(DID, namedHandle, pds.url()));
        directory.on(
                "/" + OTHER_DID, request -> document(OTHER_DID, "other.example", URI.create("https://pds.example")));
        pds.on("/.well-known/oauth-protected-resource", request -> resource());
        pds.on(
                "/xrpc/com.atproto.server.getSession",
                request -> sessions.isAuthorized(request)
                        ? NetworkServer.json(200, Map.of("did", DID, "handle", HANDLE))
                        : authorization.resource(
                                request, () -> NetworkServer.json(200, Map.of("did", DID, "handle", HANDLE))));
    }

    public static BlueskyNetwork start() {
        return new BlueskyNetwork();
    }

    /** {@code plc.directory} and a public AppView in one. */
    public NetworkServer directory() {
        return directory;
    }

    public NetworkServer pds() {
        return pds;
    }

    public BlueskyAuthorization authorization() {
        return authorization;
    }

    public BlueskySessions sessions() {
        return sessions;
    }

    public List<NetworkServer> servers() {
        return List.of(directory, pds, authorization.server());
    }

    /** The account's document names another handle from now on. */
    public void nameHandle(String handle) {
        namedHandle = handle;
    }

    /** Misbehaves so at all its servers. */
    public void misbehave(Fault... how) {
        servers().forEach(server -> server.misbehave(how));
    }

    private static Answer resolve(ReceivedRequest request) {
        return HANDLE.equals(request.fields().get("handle"))
                ? NetworkServer.json(200, Map.of("did", DID))
                : NetworkServer.error(400, "InvalidRequest");
    }

    private static Answer document(String did, String handle, URI pds) {
        return NetworkServer.json(
                200,
                Map.of(
                        "id", did,
                        "alsoKnownAs", List.of("https://page.example", "at://" + handle),
                        "service",
                                List.of(Map.of(
                                        "id", "#atproto_pds",
                                        "type", "AtprotoPersonalDataServer",
                                        "serviceEndpoint", pds.toString()))));
    }

    private Answer resource() {
        if (pds.has(Fault.REDIRECT)) {
            return Answer.redirect(
                    302,
                    authorization
                            .server()
                            .url("/.well-known/oauth-protected-resource")
                            .toString());
        }
        var resource =
                pds.has(Fault.OTHER_HOST) ? "https://other.example" : pds.url().toString();
        return NetworkServer.json(
                200,
                Map.of(
                        "resource",
                        resource,
                        "authorization_servers",
                        List.of(authorization.server().url().toString())));
    }

    @Override
    public void close() {
        servers().forEach(NetworkServer::close);
    }
}
