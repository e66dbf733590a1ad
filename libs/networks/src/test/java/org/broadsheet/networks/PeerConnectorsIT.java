package org.broadsheet.networks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.links.fetch.FetchAllow;
import org.broadsheet.links.fetch.FetchBudget;
import org.broadsheet.links.fetch.Requester;
import org.broadsheet.settings.Secret;
import org.broadsheet.testing.peer.Peers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Accounts at a real snac2 and a real PDS: connected, asked, refreshed, revoked. */
@Tag("peers")
class PeerConnectorsIT {
    private static final String CALLBACK = "http://127.0.0.1:9" + BlueskyClient.CALLBACK;
    private static final HttpClient BROWSER =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ApiExchange exchange(String... servers) {
        var allow = java.util.stream.Stream.of(servers)
                .map(server -> URI.create(server).getPort())
                .map(port -> "127.0.0.1:" + port + ",[::1]:" + port)
                .collect(Collectors.joining(","));
        return new ApiExchange(
                new Requester(FetchAllow.parse(allow), "https://news.example.org"), FetchBudget.standard());
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
        var env = Peers.env("snac");
        var server = env.getOrDefault("SNAC_URL", "");
        try (var exchange = exchange(server)) {
            var settings = NetworkSettings.standard();
            var connectors = new Connectors(exchange, settings, new Apps(), InstantSource.system());
            var access = new NetworkAccess(exchange, settings, InstantSource.system());
            var begun = Rig.authorize(connectors.mastodon(new Wish(CALLBACK, "s1", server, null, null)));
            var asked = Rig.query(begun.url());
            var form = Map.of(
                    "login",
                    "alice",
                    "passwd",
                    env.getOrDefault("SNAC_ALICE_PASSWORD", ""),
                    "redir",
                    CALLBACK,
                    "cid",
                    asked.getOrDefault("client_id", ""),
                    "state",
                    "s1");
            var back = Rig.query(URI.create(post(server + "/oauth/x-snac-login", form)));

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

    /** Where a form leads to. */
    private static String post(String url, Map<String, String> form) throws IOException, InterruptedException {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return BROWSER.send(request, BodyHandlers.ofString())
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    @Test
    void anAccountOfBlueskyIsConnectedRefreshedAndRevoked() throws IOException, InterruptedException {
        var env = Peers.env("bluesky");
        var pds = env.getOrDefault("PDS_URL", "");
        var plc = env.getOrDefault("PLC_URL", "");
        var handle = "bs-" + UUID.randomUUID().toString().substring(0, 8) + ".test";
        var password = "pw-" + UUID.randomUUID();
        var created = create(pds, handle, password);
        try (var exchange = exchange(pds, plc)) {
            var settings = NetworkSettings.at(
                    URI.create(plc), URI.create(pds), URI.create("https://x.example"), URI.create("https://x.example"));
            var connectors = new Connectors(exchange, settings, new Apps(), InstantSource.system());
            var access = new NetworkAccess(exchange, settings, InstantSource.system());
            var client = BlueskyClient.of(URI.create("http://127.0.0.1:9"), () -> new Secret(""));
            var begun = Rig.authorize(connectors.bluesky(new Wish(CALLBACK, "s1", null, handle, null), client));
            var back = Rig.query(
                    URI.create(Peers.run("bluesky/browser.py", begun.url().toString(), handle, password)));

            assertThat(begun.attempt().isFrom(back.get("iss"))).isTrue();
            var account = Rig.connected(connectors.finish(begun.attempt(), back.getOrDefault("code", "")));

            assertThat(account.accountId()).isEqualTo(created.path("did").asText());
            assertThat(account.handle()).isEqualTo(handle);
            assertReads(access, account.credentials());

            var byPassword = Rig.connected(connectors.signIn(handle, null, new Secret(password)));
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

    private static JsonNode create(String pds, String handle, String password)
            throws IOException, InterruptedException {
        var body = JSON.createObjectNode()
                .put("email", handle + "@example.org")
                .put("handle", handle)
                .put("password", password);
        var request = HttpRequest.newBuilder(URI.create(pds + "/xrpc/com.atproto.server.createAccount"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return JSON.readTree(BROWSER.send(request, BodyHandlers.ofString()).body());
    }
}
