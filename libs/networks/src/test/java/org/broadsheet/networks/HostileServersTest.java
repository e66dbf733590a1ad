package org.broadsheet.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.settings.Secret;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.network.BlueskyNetwork;
import org.broadsheet.testing.network.NetworkServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that lead elsewhere: one reason, and no secret goes anywhere but to the server that gave it. */
@Timeout(120)
class HostileServersTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String DISCOVERY = "/.well-known/oauth-authorization-server";

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
        assertSecretsStayedHome();
    }

    /** A PDS and its authorization server are one home. */
    private boolean isHome(NetworkServer server, NetworkServer giver) {
        var home = List.of(rig.bluesky.pds(), rig.bluesky.authorization().server());
        return server == giver || home.contains(server) && home.contains(giver);
    }

    private void assertSecretsStayedHome() {
        for (var server : rig.servers().toList()) {
            var foreign = rig.servers()
                    .filter(giver -> !isHome(server, giver))
                    .flatMap(giver -> giver.secrets().stream())
                    .toList();
            for (var request : server.requests()) {
                var sent = request.whole();
                assertThat(foreign).as(request.path()).noneMatch(sent::contains);
            }
        }
    }

    private static Answer json(String text) {
        return Answer.of("application/json", text);
    }

    private void assertRefused(String network, Refusal reason) {
        assertThat(rig.begin(network)).isEqualTo(new Begun.Refused(reason));
        assertThat(rig.sink.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254",
                "https://127.0.0.1",
                "http://127.0.0.1:9",
                "https://localhost:8443",
                "https://[::1]",
                "https://10.0.0.5",
                "https://news.example.org",
                "https://user:secret@pds.example",
                "file:///etc/passwd"
            })
    void anAccountWhosePdsIsNoPublicServerIsRefusedAndItsPasswordGoesNowhere(String address) {
        rig.bluesky
                .directory()
                .on(
                        "/" + BlueskyNetwork.DID,
                        request -> json("""
                {"id": "%s", "alsoKnownAs": ["at://%s"], "service": [{"id": "#atproto_pds",
                 "type": "AtprotoPersonalDataServer", "serviceEndpoint": "%s"}]}""".formatted(BlueskyNetwork.DID, BlueskyNetwork.HANDLE, address)));
        var refused = rig.begin("bluesky");
        assertThat(refused).isInstanceOf(Begun.Refused.class);
        assertThat(((Begun.Refused) refused).refusal()).isIn(Refusal.SERVER, Refusal.HANDLE);
        var password = new Secret(rig.bluesky.sessions().appPassword());
        assertThat(rig.connectors.signIn(BlueskyNetwork.HANDLE, null, password)).isInstanceOf(Finished.Refused.class);
        assertThat(rig.servers()
                        .flatMap(server -> server.requests().stream())
                        .filter(request -> request.whole().contains(password.reveal())))
                .isEmpty();
        assertThat(rig.bluesky.pds().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254", "https://127.0.0.1", "https://[::1]:8443", "file:///etc/passwd"})
    void aPdsWhoseAuthorizationServerIsNoPublicServerIsRefused(String address) {
        var pds = rig.bluesky.pds();
        pds.on(
                "/.well-known/oauth-protected-resource",
                request -> json(
                        "{\"resource\": \"%s\", \"authorization_servers\": [\"%s\"]}".formatted(pds.url(), address)));
        assertRefused("bluesky", Refusal.SERVER);
    }

    @ParameterizedTest
    @CsvSource({
        "mastodon, /oauth/token",
        "mastodon, /oauth/authorize",
        "bluesky, /oauth/token",
        "bluesky, /oauth/par",
        "bluesky, /oauth/authorize"
    })
    void anEndpointAtAnotherServerIsRefused(String network, String path) throws IOException, InterruptedException {
        moveToSink(network, path);
        assertRefused(network, Refusal.SERVER);
        assertThat(server(network).requests())
                .allMatch(request -> request.path().equals(DISCOVERY));
    }

    @ParameterizedTest
    @CsvSource({"mastodon, /api/v1/apps", "mastodon, /oauth/revoke", "bluesky, /oauth/revoke"})
    void anEndpointThatIsNotNeededIsNotAskedAtAnotherServer(String network, String path)
            throws IOException, InterruptedException {
        moveToSink(network, path);
        var credentials = Rig.connected(rig.connect(network)).credentials();
        boolean revoked = rig.access.revoke(credentials);
        assertThat(revoked || network.equals("bluesky"))
                .as("Mastodon's has a place that is known")
                .isTrue();
        assertThat(rig.sink.requests()).isEmpty();
    }

    /** The server's metadata say that this is to be asked elsewhere. */
    private void moveToSink(String network, String path) throws IOException, InterruptedException {
        var server = server(network);
        var honest = HTTP.send(HttpRequest.newBuilder(server.url(DISCOVERY)).build(), BodyHandlers.ofString())
                .body();
        assertThat(honest).contains(server.url() + path);
        var crooked = honest.replace(server.url() + path, rig.sink.url() + path);
        server.on(DISCOVERY, request -> json(crooked));
    }

    @Test
    void aHandleThatLeadsToAnotherAccountIsRefused() {
        rig.bluesky
                .directory()
                .on(
                        "/xrpc/com.atproto.identity.resolveHandle",
                        request -> json("{\"did\": \"" + BlueskyNetwork.OTHER_DID + "\"}"));
        assertRefused("bluesky", Refusal.HANDLE);
        assertThat(rig.bluesky.pds().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "x"})
    void aCodeIsGoodForItsOwnAttemptAndOnce(String network) {
        var first = Rig.authorize(rig.begin(network));
        var second = Rig.authorize(rig.begin(network));
        var stolen = Rig.query(rig.agree(network, first.url())).getOrDefault("code", "");
        assertThat(rig.connectors.finish(second.attempt(), stolen))
                .as("of another attempt")
                .isEqualTo(new Finished.Refused(Refusal.ANSWER));

        var third = Rig.authorize(rig.begin(network));
        var own = Rig.query(rig.agree(network, third.url())).getOrDefault("code", "");
        Rig.connected(rig.connectors.finish(third.attempt(), own));
        assertThat(rig.connectors.finish(third.attempt(), own))
                .as("a second time")
                .isEqualTo(new Finished.Refused(Refusal.ANSWER));
    }

    @ParameterizedTest
    @CsvSource({"mastodon, /oauth/token", "bluesky, /oauth/token", "x, /2/oauth2/token"})
    void aTokenEndpointThatRedirectsIsNotFollowed(String network, String path) {
        var begun = Rig.authorize(rig.begin(network));
        var code = Rig.query(rig.agree(network, begun.url())).getOrDefault("code", "");
        for (int status : List.of(302, 307, 308)) {
            server(network)
                    .on(
                            path,
                            request ->
                                    Answer.redirect(status, rig.sink.url(path).toString()));
            assertThat(rig.connectors.finish(begun.attempt(), code)).isEqualTo(new Finished.Refused(Refusal.ANSWER));
        }
        assertThat(rig.sink.requests()).isEmpty();
    }

    private NetworkServer server(String network) {
        return switch (network) {
            case "mastodon" -> rig.mastodon.server();
            case "bluesky" -> rig.bluesky.authorization().server();
            default -> rig.x.server();
        };
    }

    @ParameterizedTest
    @CsvSource({"mastodon, /api/v1/accounts/verify_credentials", "x, /2/users/me"})
    void anApiThatRedirectsIsNotFollowedAndTheTokenIsRevoked(String network, String path) {
        server(network)
                .on(path, request -> Answer.redirect(307, rig.sink.url(path).toString()));
        assertThat(rig.connect(network)).isEqualTo(new Finished.Refused(Refusal.ANSWER));
        assertThat(rig.sink.requests()).isEmpty();
        assertThat(rig.mastodon.liveTokens() + rig.x.liveRefreshTokens()).isZero();
    }

    /** A server may say of its accounts what it likes; they are accounts of this server. */
    @Test
    void anAccountOfAnotherHostIsNamedAfterTheServerThatSaysSo() {
        rig.mastodon.server().on("/api/v1/accounts/verify_credentials", request -> json("""
                {"id": "1", "username": "root", "acct": "root@bank.example", "url": "https://bank.example/@root",
                 "uri": "https://bank.example/users/root"}"""));
        var account = Rig.connected(rig.connect("mastodon"));
        assertThat(account.handle())
                .isEqualTo("root@" + rig.mastodon.server().url().getAuthority());
        assertThat(account.credentials().api()).isEqualTo(rig.mastodon.server().url());
    }

    @Test
    void credentialsAreNotSentToAnotherServerWhoeverAsks() {
        Stream.of("mastodon", "bluesky", "x").forEach(network -> {
            var credentials = Rig.connected(rig.connect(network)).credentials();
            for (var elsewhere : List.of(
                    rig.sink.url("/api"),
                    URI.create("https://10.0.0.5/api"),
                    URI.create(
                            credentials.api() + "@127.0.0.1:" + rig.sink.url().getPort() + "/api"))) {
                var refused = rig.access.send(credentials, ApiRequest.get(elsewhere));
                assertThat(Json.ofSuccess(refused)).as(network).isEqualTo(Optional.empty());
            }
            var unused = rig.access.refresh(credentials);
            assertThat(unused).isNotNull();
        });
        assertThat(rig.sink.requests()).isEmpty();
    }
}
