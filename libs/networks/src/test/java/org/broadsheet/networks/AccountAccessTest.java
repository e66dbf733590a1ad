package org.broadsheet.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.settings.Secret;
import org.broadsheet.testing.network.BlueskyNetwork;
import org.broadsheet.testing.network.Fault;
import org.broadsheet.testing.network.NetworkServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AccountAccessTest {
    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private Credentials credentials(String kind) {
        return kind.equals("app-password")
                ? Rig.connected(rig.connectors.signIn(
                                BlueskyNetwork.HANDLE,
                                null,
                                new Secret(rig.bluesky.sessions().appPassword())))
                        .credentials()
                : Rig.connected(rig.connect(kind)).credentials();
    }

    /** Something that needs a token, at each network. */
    private static ApiRequest question(Credentials credentials) {
        var path = switch (credentials.network()) {
            case MASTODON -> "/api/v1/accounts/verify_credentials";
            case X -> "/2/users/me";
            default -> "/xrpc/com.atproto.server.getSession?x=1";
        };
        return ApiRequest.get(credentials.api().resolve(path));
    }

    private int ask(Credentials credentials) {
        var result = rig.access.send(credentials, question(credentials));
        assertThat(result).isInstanceOf(ApiResult.Answered.class);
        var answered = (ApiResult.Answered) result;
        assertThat(rig.access.isRefusal(answered)).isEqualTo(answered.status() != 200);
        return answered.status();
    }

    private static Credentials renewed(Refreshed refreshed) {
        assertThat(refreshed).isInstanceOf(Refreshed.Renewed.class);
        return ((Refreshed.Renewed) refreshed).credentials();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bluesky", "app-password", "x"})
    void refreshedCredentialsServeAndTheOldRefreshTokenServesNoMore(String kind) {
        var first = credentials(kind);
        assertThat(ask(first)).isEqualTo(200);
        rig.bluesky.authorization().expireAccessTokens();
        rig.bluesky.sessions().expireAccessTokens();
        rig.x.expireAccessTokens();
        assertThat(ask(first)).isEqualTo(401);

        var second = renewed(rig.access.refresh(first));
        assertThat(ask(second)).isEqualTo(200);
        assertThat(second.api()).isEqualTo(first.api());

        assertThat(rig.access.refresh(first)).isInstanceOf(Refreshed.Expired.class);
    }

    @Test
    void theSecondUseOfARefreshTokenEndsASessionOfOauth() {
        var first = credentials("bluesky");
        var second = renewed(rig.access.refresh(first));
        assertThat(rig.access.refresh(first)).isInstanceOf(Refreshed.Expired.class);
        assertThat(ask(second)).isEqualTo(401);
        assertThat(rig.access.refresh(second)).isInstanceOf(Refreshed.Expired.class);
    }

    @Test
    void aTokenOfMastodonThatIsRefusedCanNotBeRefreshed() {
        assertThat(rig.access.refresh(credentials("mastodon"))).isInstanceOf(Refreshed.Expired.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bluesky", "app-password", "x"})
    void aServerThatDoesNotSayIsAskedAgainLater(String kind) {
        var credentials = credentials(kind);
        rig.servers().forEach(server -> server.misbehave(Fault.BROKEN));
        if (!kind.equals("app-password")) {
            assertThat(rig.access.refresh(credentials))
                    .isEqualTo(new Refreshed.Unavailable("The network does not answer as it should.", Duration.ZERO));
        }
        rig.stopServers();
        assertThat(rig.access.refresh(credentials)).isInstanceOf(Refreshed.Unavailable.class);
    }

    @Test
    void aNonceThatChangesCostsOneMoreRequestAndNoFailure() {
        var session = credentials("bluesky");
        for (int i = 0; i < 5; i++) {
            rig.bluesky.authorization().rotateNonce();
            assertThat(ask(session)).isEqualTo(200);
        }
        int before = rig.bluesky.pds().requests().size();
        assertThat(ask(session)).isEqualTo(200);
        assertThat(rig.bluesky.pds().requests()).hasSize(before + 1);
        rig.bluesky.authorization().rotateNonce();
        renewed(rig.access.refresh(session));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "app-password", "x"})
    void revokedCredentialsServeNoMore(String kind) {
        var credentials = credentials(kind);
        assertThat(rig.access.revoke(credentials)).isTrue();
        assertThat(ask(credentials)).isEqualTo(401);
        assertThat(rig.access.revoke(credentials)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "app-password", "x"})
    void credentialsGoNowhereButHome(String kind) {
        var credentials = credentials(kind);
        for (var elsewhere : List.of(
                rig.sink.url("/x"),
                URI.create("https://127.0.0.1:" + credentials.api().getPort() + "/"),
                URI.create("http://localhost:" + credentials.api().getPort() + "/"),
                URI.create(credentials.api() + ".example/"),
                URI.create("http://x@127.0.0.1:" + credentials.api().getPort() + "/"))) {
            assertThat(rig.access.send(credentials, ApiRequest.get(elsewhere)))
                    .as(elsewhere.toString())
                    .isInstanceOf(ApiResult.Failed.class);
        }
        assertThat(rig.sink.requests()).isEmpty();
    }

    @Test
    void everySecretWentOnlyToTheNetworkThatGaveIt() {
        for (var kind : List.of("mastodon", "bluesky", "app-password", "x")) {
            var credentials = credentials(kind);
            ask(credentials);
            rig.access.refresh(credentials);
            rig.access.revoke(credentials);
        }
        var bluesky = Stream.concat(
                        rig.bluesky.pds().secrets().stream(), rig.bluesky.authorization().server().secrets().stream())
                .toList();
        assertThat(bluesky).hasSizeGreaterThan(4);
        assertNoneAt(bluesky, rig.mastodon.server(), rig.x.server(), rig.sink, rig.bluesky.directory());
        // The resource server never sees what refreshes, and the authorization server no password.
        assertNoneAt(
                rig.bluesky.authorization().server().secrets().stream()
                        .filter(secret -> secret.contains("refresh"))
                        .toList(),
                rig.bluesky.pds());
        assertNoneAt(rig.bluesky.pds().secrets(), rig.bluesky.authorization().server());
        assertNoneAt(rig.mastodon.server().secrets(), rig.x.server(), rig.sink, rig.bluesky.pds());
        assertNoneAt(rig.x.server().secrets(), rig.mastodon.server(), rig.sink, rig.bluesky.pds());
    }

    private static void assertNoneAt(List<String> secrets, NetworkServer... servers) {
        assertThat(secrets).isNotEmpty();
        for (var server : servers) {
            for (var request : server.requests()) {
                assertThat(request.whole()).doesNotContain(secrets);
            }
        }
    }
}
