package org.broadsheet.standalone.job;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.broadsheet.testing.ApiClient;
import org.broadsheet.testing.FreePort;
import org.broadsheet.testing.peer.BlueskyPeer;
import org.broadsheet.testing.peer.Peers;
import org.broadsheet.testing.peer.SnacPeer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that nobody here wrote: accounts are connected by the page of their server, follow, post, repost and delete, and the
 * feed shows exactly the right articles with the right sharers, through a kill in the middle.
 */
@Tag("peers")
class PeerTimelinesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "a long password";

    @TempDir
    private Path data;

    private final int port = FreePort.take();
    private final String run = Long.toString(System.nanoTime(), 36);

    private StandaloneProcess start(String... servers) throws Exception {
        var allow = Peers.allow(servers);
        var directory = servers.length > 1 ? servers[1] : "https://plc.directory";
        return StandaloneProcess.start(
                data,
                Map.of(
                        "BROADSHEET_FETCH_ALLOW",
                        allow,
                        "BROADSHEET_BLUESKY_DIRECTORY_URL",
                        directory,
                        "BROADSHEET_BLUESKY_APPVIEW_URL",
                        servers[0],
                        // So that the test does not wait for twenty minutes.
                        "JAVA_TOOL_OPTIONS",
                        "-Dbroadsheet.ingest.timelines.min-interval=1s -Dbroadsheet.ingest.timelines.max-interval=1s"),
                port);
    }

    /** A browser that is signed in. */
    private ApiClient signUp(URI base) {
        var anonymous = ApiClient.at(base);
        var account = Map.of("email", "reader@example.org", "password", PASSWORD);
        assertThat(anonymous.post("accounts", account).code()).isEqualTo(201);
        return signIn(base);
    }

    private static ApiClient signIn(URI base) {
        var session = ApiClient.at(base).post("sessions", Map.of("email", "reader@example.org", "password", PASSWORD));
        var cookie = session.header("Set-Cookie");
        return ApiClient.at(base).with("Cookie", cookie.substring(0, cookie.indexOf(';')));
    }

    private static void comeBack(ApiClient reader, URI callback) {
        var answer = reader.get(callback.getRawPath() + "?" + callback.getRawQuery());
        assertThat(answer.code()).as(answer.text()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("connection=connected");
    }

    private String link(String name) {
        return "https://news.example.org/" + run + "/" + name;
    }

    /** The sharers of each article of this run. */
    private Map<String, Set<String>> feed(ApiClient reader) {
        var items = reader.get("feed?order=newest&window=all&size=100").data().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("url").asText().contains(run))
                .collect(toMap(item -> item.path("url").asText(), PeerTimelinesIT::sharers));
    }

    private static Set<String> sharers(JsonNode article) {
        return StreamSupport.stream(article.path("sharers").spliterator(), false)
                .map(sharer -> sharer.path("handle").asText())
                .collect(toUnmodifiableSet());
    }

    private void awaitFeed(ApiClient reader, Map<String, Set<String>> expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(feed(reader)).isEqualTo(expected));
    }

    @Test
    void theHomeTimelineOfSnacIsThePaper() throws Exception {
        var snac = SnacPeer.running();
        var alice = snac.person("alice");
        var bob = snac.person("bob");
        snac.follow("alice", "bob");
        var server = URI.create(snac.url()).getAuthority();
        var bobs = Set.of("bob@" + server);
        var both = Set.of("bob@" + server, "alice@" + server);

        bob.post("read this " + link("one"));
        var second = bob.post("and this " + link("two"));
        var own = alice.post("mine " + link("own"));
        try (var process = start(snac.url())) {
            var reader = signUp(process.uri());
            var begun = reader.post("connections", Map.of("network", "mastodon", "server", snac.url()));
            assertThat(begun.code()).as(begun.text()).isEqualTo(202);
            comeBack(
                    reader,
                    snac.agree(URI.create(begun.data().path("authorizeUrl").asText()), "alice"));
            awaitFeed(reader, Map.of(link("one"), bobs, link("two"), bobs, link("own"), Set.of("alice@" + server)));

            bob.boost(own);
            bob.post("later " + link("three"));
            awaitFeed(reader, Map.of(link("one"), bobs, link("two"), bobs, link("own"), both, link("three"), bobs));
            process.kill();
        }
        bob.delete(second);
        bob.post("while nobody read " + link("four"));
        try (var process = start(snac.url())) {
            // snac may go on showing its own readers what was deleted; the paper shows what their home does.
            var left = Map.of(link("one"), bobs, link("own"), both, link("three"), bobs, link("four"), bobs);
            var reader = signIn(process.uri());
            await().atMost(PATIENCE).untilAsserted(() -> {
                var expected = new HashMap<>(left);
                if (alice.home().toString().contains(link("two"))) {
                    expected.put(link("two"), bobs);
                }
                assertThat(feed(reader)).isEqualTo(expected);
            });
        }
    }

    @Test
    void theHomeTimelineOfBlueskyIsThePaper() throws Exception {
        var bluesky = BlueskyPeer.running();
        var ann = bluesky.join("ann");
        var ben = bluesky.join("ben");
        var cleo = bluesky.join("cleo");
        ann.follow(ben);
        ann.follow(cleo);
        var bens = Set.of(ben.handle());
        ben.post("read this", link("one"));
        var second = ben.post("and this", link("two"));
        bluesky.settle();
        try (var process = start(bluesky.pds(), bluesky.directory())) {
            var reader = signUp(process.uri());
            var begun = reader.post("connections", Map.of("network", "bluesky", "handle", ann.handle()));
            assertThat(begun.code()).as(begun.text()).isEqualTo(202);
            comeBack(
                    reader,
                    bluesky.agree(URI.create(begun.data().path("authorizeUrl").asText()), ann));
            awaitFeed(reader, Map.of(link("one"), bens, link("two"), bens));

            var repost = cleo.repost(second);
            ben.post("later", link("three"));
            bluesky.settle();
            awaitFeed(
                    reader,
                    Map.of(
                            link("one"), bens,
                            link("two"), Set.of(ben.handle(), cleo.handle()),
                            link("three"), bens));
            cleo.delete(repost);
            bluesky.settle();
            awaitFeed(reader, Map.of(link("one"), bens, link("two"), bens, link("three"), bens));
            process.kill();
        }
        ben.delete(second);
        ben.post("while nobody read", link("four"));
        bluesky.settle();
        try (var process = start(bluesky.pds(), bluesky.directory())) {
            awaitFeed(signIn(process.uri()), Map.of(link("one"), bens, link("three"), bens, link("four"), bens));
        }
    }
}
