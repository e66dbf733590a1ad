package org.broadsheet.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.broadsheet.settings.Secret;
import org.broadsheet.testing.network.BlueskyNetwork;
import org.broadsheet.testing.network.Fault;
import org.broadsheet.testing.network.MastodonServer;
import org.broadsheet.testing.network.XServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ConnectorsTest {
    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void anAccountOfEachNetworkIsConnected() {
        var mastodon = Rig.connected(rig.connect("mastodon"));
        assertThat(mastodon.accountId()).isEqualTo(MastodonServer.ACCOUNT_ID);
        assertThat(mastodon.handle())
                .isEqualTo("ann@" + rig.mastodon.server().url().getAuthority());
        assertThat(mastodon.credentials().api()).isEqualTo(rig.mastodon.server().url());

        var bluesky = Rig.connected(rig.connect("bluesky"));
        assertThat(bluesky.accountId()).isEqualTo(BlueskyNetwork.DID);
        assertThat(bluesky.handle()).isEqualTo(BlueskyNetwork.HANDLE);
        assertThat(bluesky.credentials().api()).isEqualTo(rig.bluesky.pds().url());

        var x = Rig.connected(rig.connect("x"));
        assertThat(x.accountId()).isEqualTo(XServer.ACCOUNT_ID);
        assertThat(x.handle()).isEqualTo("ann");
    }

    @Test
    void aServerWithoutDiscoveryIsOneAsWell() {
        try (var old = MastodonServer.startWithoutDiscovery()) {
            var begun = rig.connectors.mastodon(Rig.wish(old.server().url().toString(), ""));
            // Not on the allow list, so it looks like none.
            assertThat(begun).isEqualTo(new Begun.Refused(Refusal.SERVER));
            assertThat(old.server().requests()).isEmpty();
        }
    }

    @Test
    void aServerIsAskedForTheLeastThatItKnows() {
        assertThat(Rig.query(Rig.authorize(rig.begin("mastodon")).url()).getOrDefault("scope", ""))
                .contains("read:statuses", "profile")
                .doesNotContain("write", "read:accounts");
        rig.mastodon.know("read", "write", "follow");
        Rig.connected(rig.connect("mastodon"));
        assertThat(Rig.query(Rig.authorize(rig.begin("mastodon")).url())).containsEntry("scope", "read");
    }

    @Test
    void aServerIsAskedForAClientOnceAndAgainWhenItForgotUs() {
        rig.connect("mastodon");
        rig.connect("mastodon");
        assertThat(rig.mastodon.server().requests("/api/v1/apps")).hasSize(1);
        rig.mastodon.forgetClients();
        var begun = Rig.authorize(rig.begin("mastodon"));
        assertThat(rig.connectors.finish(begun.attempt(), "code")).isEqualTo(new Finished.Refused(Refusal.ANSWER));
        Rig.connected(rig.connect("mastodon"));
        assertThat(rig.mastodon.server().requests("/api/v1/apps")).hasSize(2);
    }

    @Test
    void blueskyIsAlsoConnectedByServerAloneAndByAppPassword() {
        var begun = Rig.authorize(
                rig.connectors.bluesky(Rig.wish(rig.bluesky.pds().url().toString(), ""), Optional.of(rig.client)));
        var back = Rig.query(rig.agree("bluesky", begun.url()));
        Rig.connected(rig.connectors.finish(begun.attempt(), back.getOrDefault("code", "")));

        var password = new Secret(rig.bluesky.sessions().appPassword());
        for (var server : new String[] {null, rig.bluesky.pds().url().toString()}) {
            var account = Rig.connected(rig.connectors.signIn("@" + BlueskyNetwork.HANDLE, server, password));
            assertThat(account.accountId()).isEqualTo(BlueskyNetwork.DID);
            assertThat(CredentialCodec.write(account.credentials())).doesNotContain(password.reveal());
        }
        assertThat(rig.connectors.signIn(BlueskyNetwork.HANDLE, null, new Secret("wrong")))
                .isEqualTo(new Finished.Refused(Refusal.PASSWORD));
    }

    @Test
    void anAccountThatDoesNotNameTheHandleIsRefused() {
        rig.bluesky.nameHandle("bob.example");
        assertThat(rig.begin("bluesky")).isEqualTo(new Begun.Refused(Refusal.HANDLE));
        assertThat(rig.bluesky.pds().requests()).isEmpty();
    }

    @Test
    void theSubMustBeTheAccountThatTheServerSpeaksFor() {
        rig.bluesky.misbehave(Fault.WRONG_SUB);
        assertThat(rig.connect("bluesky")).isEqualTo(new Finished.Refused(Refusal.ANSWER));
        // Also when no account was asked for: its own PDS is not this one.
        var begun = Rig.authorize(
                rig.connectors.bluesky(Rig.wish(rig.bluesky.pds().url().toString(), ""), Optional.of(rig.client)));
        var back = Rig.query(rig.agree("bluesky", begun.url()));
        assertThat(rig.connectors.finish(begun.attempt(), back.getOrDefault("code", "")))
                .isEqualTo(new Finished.Refused(Refusal.ANSWER));
        assertThat(rig.bluesky.authorization().liveSessions()).isZero();
        var password = new Secret(rig.bluesky.sessions().appPassword());
        assertThat(rig.connectors.signIn(BlueskyNetwork.HANDLE, null, password))
                .isEqualTo(new Finished.Refused(Refusal.ANSWER));
        assertThat(rig.bluesky.sessions().liveRefreshTokens()).isZero();
    }

    @Test
    void aServerWithoutNoncesIsRefused() {
        rig.bluesky.misbehave(Fault.NO_NONCE);
        assertThat(rig.begin("bluesky")).isEqualTo(new Begun.Refused(Refusal.SERVER));
        rig.bluesky.misbehave();
        var begun = Rig.authorize(rig.begin("bluesky"));
        var back = Rig.query(rig.agree("bluesky", begun.url()));
        rig.bluesky.misbehave(Fault.NO_NONCE);
        assertThat(rig.connectors.finish(begun.attempt(), back.getOrDefault("code", "")))
                .isEqualTo(new Finished.Refused(Refusal.ANSWER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky"})
    void aServerThatRedirectsOrSpeaksForAnotherIsRefusedTheSameWay(String network) {
        rig.mastodon.pointTo(rig.sink.url());
        for (var fault : List.of(Fault.REDIRECT, Fault.OTHER_HOST)) {
            rig.mastodon.server().misbehave(fault);
            rig.bluesky.pds().misbehave(fault);
            assertThat(rig.begin(network)).as(fault.name()).isEqualTo(new Begun.Refused(Refusal.SERVER));
        }
        assertThat(rig.sink.requests()).isEmpty();
        assertThat(rig.mastodon.server().requests("/api/v1/apps")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254",
                "127.0.0.1",
                "https://localhost",
                "[::1]",
                "10.0.0.1:8443",
                "https://user:secret@social.example",
                "social.example:5432",
                "no host",
                "file:///etc/passwd",
                "",
                "@",
                "https://news.example.org"
            })
    void aServerThatIsNoneLooksLikeOneThatIsNotThere(String server) {
        var wish = new Wish(Rig.REDIRECT, Rig.STATE, server, null, null);
        assertThat(rig.connectors.mastodon(wish)).isEqualTo(new Begun.Refused(Refusal.SERVER));
        assertThat(rig.connectors.bluesky(wish, Optional.of(rig.client))).isEqualTo(new Begun.Refused(Refusal.SERVER));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SLOW", "HUGE", "BROKEN"})
    void aTokenThatDoesNotComeAsItShouldIsNoToken(Fault fault) {
        for (var network : List.of("mastodon", "bluesky", "x")) {
            var begun = Rig.authorize(rig.begin(network));
            var back = Rig.query(rig.agree(network, begun.url()));
            rig.servers().forEach(server -> server.misbehave(fault));
            assertThat(rig.connectors.finish(begun.attempt(), back.getOrDefault("code", "")))
                    .as(network)
                    .isEqualTo(new Finished.Refused(Refusal.ANSWER));
            rig.servers().forEach(server -> server.misbehave());
        }
    }

    @Test
    void anAnswerOfAnotherServerIsKnownByItsIss() {
        for (var network : List.of("mastodon", "bluesky")) {
            var attempt = Rig.authorize(rig.begin(network)).attempt();
            assertThat(attempt.isFrom(attempt.issuer())).isTrue();
            assertThat(attempt.isFrom(null)).isFalse();
            assertThat(attempt.isFrom("https://other.example")).isFalse();
            assertThat(attempt.isFrom("")).isFalse();
        }
        var x = Rig.authorize(rig.begin("x")).attempt();
        assertThat(x.isFrom(null)).isTrue();
        assertThat(x.isFrom("https://other.example")).isFalse();
    }

    @Test
    void theClientOfDevelopmentNeedsNoKeyAndAPlainHttpAddressHasNone() {
        var local = BlueskyClient.of(URI.create("http://localhost:8080"), () -> {
                    throw new AssertionError("no key is needed");
                })
                .orElseThrow();
        assertThat(local.redirectUri()).isEqualTo("http://127.0.0.1:8080/api/v1/connections/callback");
        assertThat(local.id())
                .isEqualTo(
                        "http://localhost?redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Fapi%2Fv1%2Fconnections%2Fcallback"
                                + "&scope=atproto%20transition%3Ageneric");
        assertThat(BlueskyClient.of(URI.create("http://news.example.org"), BlueskyClient::makeKey))
                .isEmpty();
        assertThat(rig.connectors.bluesky(Rig.wish("", BlueskyNetwork.HANDLE), Optional.empty()))
                .isEqualTo(new Begun.Refused(Refusal.PUBLIC_URL));
    }

    @Test
    void withoutAClientOfTheOperatorXTakesOneOfTheReader() {
        assertThat(rig.withoutClientAtX.x(Rig.wish("", ""))).isEqualTo(new Begun.Refused(Refusal.CLIENT));
        var begun = Rig.authorize(rig.withoutClientAtX.x(new Wish(Rig.REDIRECT, Rig.STATE, null, null, rig.xClient)));
        var back = Rig.query(rig.x.agree(begun.url()));
        var account = Rig.connected(rig.withoutClientAtX.finish(begun.attempt(), back.getOrDefault("code", "")));
        assertThat(account.credentials())
                .isInstanceOfSatisfying(
                        Credentials.X.class,
                        own -> assertThat(own.clientSecret()).isEqualTo(rig.xClient.secret()));
    }

    @Test
    void theMetadataHoldsThePublicKeyAndNotThePrivateOne() {
        var json = Fields.parse(rig.client.metadata()).json();
        assertThat(json.path("client_id").asText()).isEqualTo("https://news.example.org" + BlueskyClient.METADATA);
        assertThat(json.path("jwks").path("keys").path(0).has("x")).isTrue();
        assertThat(json.path("jwks").path("keys").path(0).has("d")).isFalse();
        assertThat(json.path("token_endpoint_auth_method").asText()).isEqualTo("private_key_jwt");
    }
}
