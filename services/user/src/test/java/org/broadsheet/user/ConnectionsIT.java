package org.broadsheet.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.broadsheet.events.ConnectionClosed;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.ConnectionReported;
import org.broadsheet.events.ConnectionState;
import org.broadsheet.events.Event;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.events.SourcePolled;
import org.broadsheet.events.SourceState;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.events.SourceUnsubscribed;
import org.broadsheet.events.Spending;
import org.broadsheet.events.SubscriptionResolved;
import org.broadsheet.networks.Credentials;
import org.broadsheet.testing.network.BlueskyNetwork;
import org.broadsheet.testing.network.MastodonServer;
import org.broadsheet.testing.network.XServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsIT {
    private static ConnectionRig rig;

    @BeforeAll
    static void start() {
        rig = new ConnectionRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    private static String idOf(ConnectionRig.Reader reader) {
        return reader.connections().path(0).path("id").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "old", "bluesky", "x"})
    void anAccountIsConnectedAndItsHomeTimelineSubscribed(String network) {
        var reader = rig.reader();
        assertThat(reader.connections()).isEmpty();

        assertThat(rig.connect(reader, network)).isEqualTo("connected");

        var shown = reader.connections();
        assertThat(shown).hasSize(1);
        assertThat(shown.path(0).path("network").asText()).isEqualTo(network.equals("old") ? "mastodon" : network);
        assertThat(shown.path(0).path("state").asText()).isEqualTo("pending");
        assertThat(shown.path(0).path("timelines")).isEmpty();
        assertThat(shown.path(0).path("spending").isNull()).isTrue();
        var opened = rig.opened(reader);
        assertThat(opened).singleElement().satisfies(event -> {
            assertThat(event.connectionId().toString()).isEqualTo(idOf(reader));
            assertThat(event.version()).isOne();
            assertThat(event.handle()).isEqualTo(shown.path(0).path("handle").asText());
            assertThat(rig.open(event)).map(Credentials::api).contains(URI.create(event.server()));
        });
        var home = "timeline://" + idOf(reader) + "/home";
        assertThat(reader.browser()
                        .get("sources")
                        .data()
                        .path("items")
                        .path(0)
                        .path("title")
                        .asText())
                .isEqualTo("Home of @" + opened.getFirst().handle());
        assertThat(rig.user.said(SourceSubscribed.class))
                .filteredOn(event -> event.userId().equals(reader.id()))
                .extracting(SourceSubscribed::url)
                .containsExactly(home);
    }

    @Test
    void theAccountsAreThoseThatTheNetworksName() {
        var reader = rig.reader();
        for (var network : List.of("mastodon", "bluesky", "x")) {
            rig.connect(reader, network);
        }
        assertThat(rig.opened(reader))
                .extracting(ConnectionOpened::accountId)
                .containsExactlyInAnyOrder(MastodonServer.ACCOUNT_ID, BlueskyNetwork.DID, XServer.ACCOUNT_ID);
    }

    @Test
    void anAppPasswordConnectsAtOnce() {
        var reader = rig.reader();
        var wish = Map.of(
                "network",
                "bluesky",
                "handle",
                "@" + BlueskyNetwork.HANDLE,
                "appPassword",
                rig.bluesky.sessions().appPassword());
        var answer = reader.browser().post("connections", wish);
        assertThat(answer.code()).as(answer.text()).isEqualTo(201);
        assertThat(answer.data().path("id").asText()).isEqualTo(idOf(reader));
        assertThat(rig.open(rig.opened(reader).getFirst()).orElseThrow())
                .isInstanceOf(Credentials.BlueskyAppPassword.class);

        var wrong = reader.browser()
                .post("connections", Map.of("network", "bluesky", "handle", BlueskyNetwork.HANDLE, "appPassword", "x"));
        assertThat(wrong.code()).isEqualTo(422);
        assertThat(wrong.message()).contains("app password");
    }

    @Test
    void aReaderMayBringAClientOfTheirOwnToX() {
        var reader = rig.reader();
        var secret = rig.x.register("own-client");
        var answer = reader.browser()
                .post("connections", Map.of("network", "x", "clientId", "own-client", "clientSecret", secret));
        var authorize = URI.create(answer.data().path("authorizeUrl").asText());
        assertThat(authorize.getQuery()).contains("client_id=own-client");
        assertThat(rig.back(reader.browser(), rig.x.agree(authorize))).isEqualTo("connected");
        assertThat(rig.open(rig.opened(reader).getFirst()).orElseThrow())
                .isInstanceOfSatisfying(
                        Credentials.X.class,
                        credentials -> assertThat(credentials.clientSecret()).isNotNull());
    }

    @Test
    void theSameAccountAgainIsTheSameConnectionWithTheNextVersion() {
        var reader = rig.reader();
        rig.connect(reader, "mastodon");
        var id = idOf(reader);
        rig.user.deliver(
                new ConnectionReported(UUID.fromString(id), 1, 3, ConnectionState.EXPIRED, "Gone.", List.of(), null));
        assertThat(reader.connections().path(0).path("state").asText()).isEqualTo("expired");

        assertThat(rig.connect(reader, "mastodon")).isEqualTo("connected");

        assertThat(reader.connections()).hasSize(1);
        assertThat(idOf(reader)).isEqualTo(id);
        assertThat(reader.connections().path(0).path("state").asText()).isEqualTo("pending");
        assertThat(rig.opened(reader)).extracting(ConnectionOpened::version).containsExactlyInAnyOrder(1L, 2L);
        assertThat(reader.browser().get("sources").data().path("totalItems").asInt())
                .isOne();
        // The same account of another reader is another connection.
        var other = rig.reader();
        rig.connect(other, "mastodon");
        assertThat(idOf(other)).isNotEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void reportsArriveInAnyOrderAndTheNewestOfTheVersionStays(long seed) {
        var reader = rig.reader();
        rig.connect(reader, "mastodon");
        rig.connect(reader, "mastodon");
        var id = UUID.fromString(idOf(reader));
        var events = new ArrayList<Event>(List.of(
                new ConnectionReported(id, 1, 9, ConnectionState.EXPIRED, "Old.", List.of(), null),
                new ConnectionReported(id, 2, 1, ConnectionState.FAILING, "Not now.", List.of(), null),
                new ConnectionReported(
                        id,
                        2,
                        2,
                        ConnectionState.SPENT,
                        "Used up.",
                        List.of(new OfferedTimeline("home", "Home"), new OfferedTimeline("list/7", "Friends")),
                        new Spending(500, 500)),
                new ConnectionReported(UUID.randomUUID(), 2, 3, ConnectionState.ACTIVE, null, List.of(), null)));
        Collections.shuffle(events, new Random(seed));
        events.forEach(rig.user::deliver);

        var shown = reader.connections().path(0);
        assertThat(shown.path("state").asText()).isEqualTo("spent");
        assertThat(shown.path("reason").asText()).isEqualTo("Used up.");
        assertThat(shown.path("timelines").findValuesAsText("id")).containsExactly("home", "list/7");
        assertThat(shown.path("spending").path("cap").asLong()).isEqualTo(500);
    }

    @Test
    void aClosedConnectionEndsItsSubscriptionsAndIsToldToIngest() {
        var reader = rig.reader();
        rig.connect(reader, "mastodon");
        rig.connect(reader, "bluesky");
        var id = idOf(reader);
        reader.browser().post("sources", Map.of("url", "timeline://" + id + "/list/7"));
        reader.browser().post("sources", Map.of("url", "https://blog.example/"));

        assertThat(reader.browser().delete("connections/" + id).code()).isEqualTo(200);

        assertThat(reader.connections()).hasSize(1);
        assertThat(reader.browser().get("sources").text()).doesNotContain(id).contains("blog.example");
        assertThat(rig.user.said(ConnectionClosed.class))
                .filteredOn(event -> event.userId().equals(reader.id()))
                .singleElement()
                .satisfies(event -> assertThat(event.version()).isOne());
        assertThat(rig.user.said(SourceUnsubscribed.class))
                .filteredOn(event -> event.userId().equals(reader.id()))
                .hasSize(2);
        assertThat(reader.browser().delete("connections/" + id).code()).isEqualTo(404);
        // Connected again, it is another: what is still on its way for the old one has no effect.
        rig.connect(reader, "mastodon");
        assertThat(reader.connections().findValuesAsText("id")).doesNotContain(id);
    }

    @Test
    void aConnectionSaysWhenItsTimelinesWereLastReadAndWhyNot() {
        var reader = rig.reader();
        rig.connect(reader, "mastodon");
        assertThat(reader.connections().path(0).path("lastPollAt").isNull()).isTrue();
        var home = rig.user.said(SourceSubscribed.class).stream()
                .filter(event -> event.userId().equals(reader.id()))
                .findFirst()
                .orElseThrow();
        var source = UUID.randomUUID();
        var at = Instant.parse("2026-11-21T08:00:00Z");
        rig.user.deliver(new SubscriptionResolved(home.subscriptionId(), reader.id(), source, 1));
        rig.user.deliver(new SourcePolled(
                source, 1, SourceState.FAILING, null, home.url(), 0, at, null, "The server does not answer."));
        assertThat(reader.connections().path(0).path("lastPollAt").asText()).isEqualTo(at.toString());
        assertThat(reader.connections().path(0).path("reason").asText()).isEqualTo("The server does not answer.");

        rig.user.deliver(
                new SourcePolled(source, 2, SourceState.ACTIVE, "Home", home.url(), 3, at.plusSeconds(60), null, null));
        var shown = reader.connections().path(0);
        assertThat(shown.path("lastPollAt").asText())
                .isEqualTo(at.plusSeconds(60).toString());
        assertThat(shown.path("reason").isNull()).isTrue();
    }

    @Test
    void nobodySeesClosesOrReadsTheConnectionsOfAnother() {
        var reader = rig.reader();
        rig.connect(reader, "mastodon");
        var id = idOf(reader);
        var other = rig.reader();
        assertThat(other.browser().get("connections").text()).doesNotContain(id);
        assertThat(other.browser().delete("connections/" + id).code()).isEqualTo(404);
        var theirs = other.browser().post("sources", Map.of("url", "timeline://" + id + "/home"));
        var none = other.browser().post("sources", Map.of("url", "timeline://" + UUID.randomUUID() + "/home"));
        assertThat(theirs.code()).isEqualTo(404);
        assertThat(theirs.text()).isEqualTo(none.text());
        for (var answer : List.of(
                rig.user.nobody().get("connections"),
                rig.user.nobody().delete("connections/" + id),
                rig.user.nobody().post("connections", Map.of("network", "x")))) {
            assertThat(answer.code()).isEqualTo(401);
        }
        var looking = rig.user.nobody().bearer(rig.user.token(reader.id(), Duration.ofHours(1), true));
        assertThat(looking.post("connections", Map.of("network", "x")).code()).isEqualTo(403);
        assertThat(looking.delete("connections/" + id).code()).isEqualTo(403);
    }

    @Test
    void timelinesAreAddedRemovedAndLeftOutOfOpml() {
        var reader = rig.reader();
        rig.connect(reader, "bluesky");
        var id = idOf(reader);
        var feed = "timeline://" + id + "/feed/at%3A%2F%2Fdid%3Aplc%3Aabc%2Fapp.bsky.feed.generator%2Fnews";
        var answer = reader.browser()
                .post("sources", Map.of("url", feed.replace("%3A", ":").replace("%2F", "%2f")));
        assertThat(answer.code()).as(answer.text()).isEqualTo(202);
        assertThat(reader.browser().post("sources", Map.of("url", feed)).code()).isEqualTo(409);
        assertThat(rig.user.said(SourceSubscribed.class))
                .extracting(SourceSubscribed::url)
                .contains(feed);
        assertThat(reader.browser().get("sources/opml").text()).doesNotContain("timeline");
        assertThat(reader.browser()
                        .delete("sources/" + answer.data().path("id").asText())
                        .code())
                .isEqualTo(200);
        for (var url : List.of("timeline://" + id, "timeline://" + id + "/public", "timeline://x/home", "timeline:")) {
            assertThat(reader.browser().post("sources", Map.of("url", url)).code())
                    .as(url)
                    .isEqualTo(422);
        }
    }

    @Test
    void aRepeatedCallIsAnsweredOnce() {
        var reader = rig.reader();
        var keyed = reader.browser().with("Idempotency-Key", "k-1");
        var first = keyed.post("connections", rig.wish("mastodon"));
        var second = keyed.post("connections", rig.wish("mastodon"));
        assertThat(second.code()).isEqualTo(202);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        var url = URI.create(second.data().path("authorizeUrl").asText());
        assertThat(rig.back(reader.browser(), rig.mastodon.agree(url))).isEqualTo("connected");
    }

    @Test
    void connectionsComeInPages() {
        var reader = rig.reader();
        for (var network : List.of("mastodon", "bluesky", "x")) {
            rig.connect(reader, network);
        }
        var page = reader.browser().get("connections?page=2&size=2").data();
        assertThat(page.path("items").findValuesAsText("network")).containsExactly("x");
        assertThat(page.path("totalItems").asInt()).isEqualTo(3);
        assertThat(reader.browser().get("connections?size=0").code()).isEqualTo(400);
    }

    @Test
    void anAccountThatIsDeletedTakesItsConnectionsAlong() throws SQLException {
        var reader = rig.reader();
        rig.connect(reader, "mastodon");
        rig.begin(reader, "mastodon");
        var id = idOf(reader);
        assertThat(reader.browser().delete("account").code()).isEqualTo(200);
        assertThat(rig.user.change("DELETE FROM connection WHERE id = ?", UUID.fromString(id)))
                .isZero();
        assertThat(rig.user.change("DELETE FROM connection_attempt WHERE user_id = ?", reader.id()))
                .isZero();
    }
}
