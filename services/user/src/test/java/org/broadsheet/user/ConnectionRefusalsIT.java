package org.broadsheet.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.testing.network.BlueskyNetwork;
import org.broadsheet.testing.network.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not lead to a connection; most of it not even to a request. */
class ConnectionRefusalsIT {
    private static ConnectionRig rig;

    @BeforeAll
    static void start() {
        rig = new ConnectionRig();
    }

    @AfterEach
    void behave() {
        rig.servers().forEach(server -> server.misbehave());
        rig.bluesky.nameHandle(BlueskyNetwork.HANDLE);
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    private static URI with(URI redirect, String name, String value) {
        return URI.create(redirect.toString().replaceFirst("([?&])" + name + "=[^&]*", "$1" + name + "=" + value));
    }

    private static URI without(URI redirect, String name) {
        return URI.create(redirect.toString().replaceFirst("[&]" + name + "=[^&]*", ""));
    }

    private static void assertNoConnection(ConnectionRig.Reader reader) {
        assertThat(reader.connections()).isEmpty();
        assertThat(rig.opened(reader)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "x"})
    void aStateThatIsNotOneOfTheReaderIsRefusedWithoutARequest(String network) {
        var reader = rig.reader();
        var redirect = rig.agree(network, rig.begin(reader, network));
        long before = rig.exchanges();
        assertThat(rig.back(reader.browser(), with(redirect, "state", "wrong"))).isEqualTo("stale");
        assertThat(rig.back(reader.browser(), with(redirect, "state", ""))).isEqualTo("stale");
        assertThat(rig.back(reader.browser(), without(redirect, "state"))).isEqualTo("stale");
        assertThat(rig.back(rig.reader().browser(), redirect))
                .as("another's session")
                .isEqualTo("stale");
        assertThat(rig.back(rig.user.nobody(), redirect)).as("no session").isEqualTo("signed-out");
        assertThat(rig.exchanges()).isEqualTo(before);
        assertNoConnection(reader);
        // None of it spoils the reader's own way back.
        assertThat(rig.back(reader.browser(), redirect)).isEqualTo("connected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "x"})
    void aStateServesOnce(String network) {
        var reader = rig.reader();
        var redirect = rig.agree(network, rig.begin(reader, network));
        assertThat(rig.back(reader.browser(), redirect)).isEqualTo("connected");
        long before = rig.exchanges();
        assertThat(rig.back(reader.browser(), redirect)).isEqualTo("stale");
        assertThat(rig.exchanges()).isEqualTo(before);
        assertThat(rig.opened(reader)).hasSize(1);
    }

    @Test
    void aStateEndsAfterTenMinutes() throws SQLException {
        var reader = rig.reader();
        var redirect = rig.mastodon.agree(rig.begin(reader, "mastodon"));
        long before = rig.exchanges();
        assertThat(rig.user.change(
                        "UPDATE connection_attempt SET expires_at = expires_at - interval '10 minutes' WHERE user_id = ?",
                        reader.id()))
                .isOne();
        assertThat(rig.back(reader.browser(), redirect)).isEqualTo("stale");
        assertThat(rig.exchanges()).isEqualTo(before);
        assertNoConnection(reader);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"WRONG_ISS", "NO_ISS"})
    void anAnswerThatIsNotFromTheServerIsRefusedWithoutARequest(Fault fault) {
        for (var network : List.of("mastodon", "bluesky")) {
            var reader = rig.reader();
            var authorize = rig.begin(reader, network);
            rig.servers().forEach(server -> server.misbehave(fault));
            var redirect = rig.agree(network, authorize);
            long before = rig.exchanges();
            assertThat(rig.back(reader.browser(), redirect)).as(network).isEqualTo("refused");
            assertThat(rig.exchanges()).as(network).isEqualTo(before);
            assertNoConnection(reader);
            behave();
        }
    }

    @Test
    void aReaderWhoDoesNotAgreeIsNotConnected() {
        var reader = rig.reader();
        long before = rig.exchanges();
        assertThat(rig.back(reader.browser(), rig.mastodon.deny(rig.begin(reader, "mastodon"))))
                .isEqualTo("denied");
        assertThat(rig.back(reader.browser(), rig.bluesky.authorization().deny(rig.begin(reader, "bluesky"))))
                .isEqualTo("denied");
        assertThat(rig.exchanges()).isEqualTo(before);
        assertNoConnection(reader);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "x"})
    void aCodeThatTheServerDidNotGiveIsRefused(String network) {
        var reader = rig.reader();
        var redirect = with(rig.agree(network, rig.begin(reader, network)), "code", "stolen");
        assertThat(rig.back(reader.browser(), redirect)).isEqualTo("refused");
        assertNoConnection(reader);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"WRONG_SUB", "NO_NONCE", "HUGE", "BROKEN"})
    void tokensOfBlueskyThatDoNotFitAreRefused(Fault fault) {
        var reader = rig.reader();
        var redirect = rig.agree("bluesky", rig.begin(reader, "bluesky"));
        rig.bluesky.misbehave(fault);
        assertThat(rig.back(reader.browser(), redirect)).isEqualTo("refused");
        assertNoConnection(reader);
    }

    @Test
    void aServerThatCanNotBeOneIsRefusedWithOneReasonWhateverItIs() {
        var reader = rig.reader();
        rig.mastodon.pointTo(rig.sink.url());
        var reasons = new ArrayList<String>();
        for (var server : List.of(
                "http://169.254.169.254",
                "https://127.0.0.1",
                "https://localhost:8443",
                "https://[::1]",
                "10.0.0.5",
                "https://news.example.org",
                "nowhere.invalid",
                "http://127.0.0.1:9")) {
            reasons.add(refused(reader, Map.of("network", "mastodon", "server", server)));
            reasons.add(refused(reader, Map.of("network", "bluesky", "server", server)));
        }
        for (var fault : List.of(Fault.REDIRECT, Fault.OTHER_HOST)) {
            rig.servers().forEach(server -> server.misbehave(fault));
            reasons.add(refused(reader, rig.wish("mastodon")));
            reasons.add(refused(reader, rig.wish("bluesky")));
        }
        assertThat(reasons.stream().distinct()).hasSize(1);
        assertThat(rig.sink.requests()).isEmpty();
    }

    private static String refused(ConnectionRig.Reader reader, Map<String, String> wish) {
        var answer = reader.browser().post("connections", wish);
        assertThat(answer.code()).as(wish + answer.text()).isEqualTo(422);
        return answer.message();
    }

    @Test
    void aHandleThatDoesNotHoldIsRefused() {
        var reader = rig.reader();
        rig.bluesky.nameHandle("bob.example");
        var password = rig.bluesky.sessions().appPassword();
        assertThat(refused(reader, rig.wish("bluesky"))).contains("handle");
        assertThat(refused(
                        reader, Map.of("network", "bluesky", "handle", BlueskyNetwork.HANDLE, "appPassword", password)))
                .contains("handle");
        assertThat(refused(reader, Map.of("network", "bluesky", "handle", "not a handle")))
                .contains("handle");
        assertThat(rig.bluesky.pds().requests("/xrpc/com.atproto.server.createSession"))
                .isEmpty();
    }

    @Test
    void fieldsThatDoNotFitTheNetworkAreRefusedInWords() {
        var reader = rig.reader();
        for (var wish : List.of(
                Map.of("network", "facebook"),
                Map.of("network", "feed"),
                Map.of("network", "mastodon"),
                Map.of("network", "bluesky"),
                Map.of("network", "mastodon", "server", "social.example", "appPassword", "CANARY"),
                Map.of("network", "bluesky", "server", "https://pds.example", "appPassword", "CANARY"),
                Map.of("network", "bluesky", "handle", "a.example", "clientId", "CANARY"),
                Map.of("network", "x", "clientSecret", "CANARY"),
                Map.of("network", "x", "clientId", "x".repeat(301)),
                Map.of("network", "x", "clientId", "a\r\nb"))) {
            assertThat(refused(reader, wish)).isNotBlank().doesNotContain("CANARY");
        }
        assertThat(reader.browser().post("connections", Map.of()).code()).isEqualTo(400);
        assertThat(reader.browser()
                        .post("connections", Map.of("network", "x", "userId", UUID.randomUUID()))
                        .code())
                .isEqualTo(400);
    }

    @Test
    void theEleventhAccountOfANetworkIsRefusedAndItsTokenEnded() throws SQLException {
        var reader = rig.reader();
        for (int i = 0; i < 10; i++) {
            rig.user.change(
                    "INSERT INTO connection (id, user_id, network, server, account_id, handle, version, created_at)"
                            + " VALUES (?, ?, 'mastodon', ?, '1', 'a', 1, now())",
                    UUID.randomUUID(),
                    reader.id(),
                    "https://s" + i + ".example");
        }
        int before = rig.mastodon.liveTokens();
        assertThat(rig.connect(reader, "mastodon")).isEqualTo("full");
        assertThat(rig.mastodon.liveTokens()).isEqualTo(before);
        assertThat(rig.opened(reader)).isEmpty();
        assertThat(rig.connect(reader, "bluesky")).isEqualTo("connected");
    }

    @Test
    void aReaderBeginsTwentyAtATimeAndNoMore() {
        var reader = rig.reader();
        for (int i = 0; i < 20; i++) {
            rig.begin(reader, "x");
        }
        var answer = reader.browser().post("connections", rig.wish("x"));
        assertThat(answer.code()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        rig.begin(rig.reader(), "x");
    }
}
