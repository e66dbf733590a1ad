package org.broadsheet.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.links.fetch.FetchAllow;
import org.broadsheet.links.fetch.FetchBudget;
import org.broadsheet.links.fetch.Requester;
import org.broadsheet.settings.Secret;
import org.broadsheet.testing.peer.BlueskyPeer;
import org.broadsheet.testing.peer.Peers;
import org.broadsheet.testing.peer.SnacPeer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Accounts at a real snac2 and a real PDS: connected, asked, refreshed, revoked. */
@Tag("peers")
class PeerConnectorsIT {
    private static final String CALLBACK = "http://127.0.0.1:9" + BlueskyClient.CALLBACK;

    private static ApiExchange exchange(String... servers) {
        return new ApiExchange(
                new Requester(FetchAllow.parse(Peers.allow(servers)), "https://news.example.org"),
                FetchBudget.standard());
    }

    private static final class Apps implements MastodonApps {
        private final Map<URI, App> apps = new HashMap<>();

        @Override
        public Optional<App> find(URI server) {
            return Optional.ofNullable(apps.get(server));
        }

        @Override
        public void keep(URI server, App app) {
            apps.put(server, app);
        }

        @Override
        public void forget(URI server) {
            apps.remove(server);
        }
    }

    private static int ask(AccountAccess access, Credentials credentials, String path) {
        var result = access.send(credentials, ApiRequest.get(credentials.api().resolve(path)));
        assertThat(result).isInstanceOf(ApiResult.Answered.class);
        return ((ApiResult.Answered) result).status();
    }

    @Test
    void anAccountOfSnacIsConnectedReadAndRevoked() throws IOException, InterruptedException {
        var snac = SnacPeer.running();
        var server = snac.url();
        try (var exchange = exchange(server)) {
            var settings = NetworkSettings.standard();
            var connectors = new Connectors(exchange, settings, new Apps(), InstantSource.system());
            var access = new NetworkAccess(exchange, settings, InstantSource.system());
            var begun = Rig.authorize(connectors.mastodon(new Wish(CALLBACK, "s1", server, null, null)));
            var back = Rig.query(snac.agree(begun.url(), "alice"));

            assertThat(begun.attempt().isFrom(back.get("iss"))).isTrue();
            var account = Rig.connected(connectors.finish(begun.attempt(), back.getOrDefault("code", "")));

            assertThat(account.handle()).isEqualTo("alice@" + URI.create(server).getAuthority());
            assertThat(ask(access, account.credentials(), "/api/v1/timelines/home?limit=5"))
                    .isEqualTo(200);
            assertThat(access.revoke(account.credentials())).isTrue();
            assertThat(ask(access, account.credentials(), "/api/v1/timelines/home"))
                    .isEqualTo(401);
        }
    }

    @Test
    void anAccountOfBlueskyIsConnectedRefreshedAndRevoked() throws IOException, InterruptedException {
        var bluesky = BlueskyPeer.running();
        var pds = bluesky.pds();
        var plc = bluesky.directory();
        var person = bluesky.join("bs");
        var handle = person.handle();
        try (var exchange = exchange(pds, plc)) {
            var settings = NetworkSettings.at(
                    URI.create(plc), URI.create(pds), URI.create("https://x.example"), URI.create("https://x.example"));
            var connectors = new Connectors(exchange, settings, new Apps(), InstantSource.system());
            var access = new NetworkAccess(exchange, settings, InstantSource.system());
            var client = BlueskyClient.of(URI.create("http://127.0.0.1:9"), () -> new Secret(""));
            var begun = Rig.authorize(connectors.bluesky(new Wish(CALLBACK, "s1", null, handle, null), client));
            var back = Rig.query(bluesky.agree(begun.url(), person));

            assertThat(begun.attempt().isFrom(back.get("iss"))).isTrue();
            var account = Rig.connected(connectors.finish(begun.attempt(), back.getOrDefault("code", "")));

            assertThat(account.accountId()).isEqualTo(person.did());
            assertThat(account.handle()).isEqualTo(handle);
            assertReads(access, account.credentials());

            var byPassword = Rig.connected(connectors.signIn(handle, null, new Secret(person.password())));
            assertThat(byPassword.accountId()).isEqualTo(account.accountId());
            assertReads(access, byPassword.credentials());
        }
    }

    /** Before and after a refresh, whose token serves once, and not after a revocation. */
    private static void assertReads(AccountAccess access, Credentials first) {
        var timeline = "/xrpc/app.bsky.feed.getTimeline?limit=5";
        assertThat(ask(access, first, timeline)).isEqualTo(200);
        assertThat(access.refresh(first))
                .isInstanceOfSatisfying(
                        Refreshed.Renewed.class,
                        renewed -> assertThat(ask(access, renewed.credentials(), timeline))
                                .isEqualTo(200));
        assertThat(access.revoke(first)).isTrue();
    }
}
