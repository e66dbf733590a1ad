package org.broadsheet.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.SourcePolled;
import org.broadsheet.events.SourceState;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.events.SourceUnsubscribed;
import org.broadsheet.events.SubscriptionResolved;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesIT {
    private static UserRig rig;
    /** For tests that change nothing of it. */
    private static UserRig.Person shared;

    private UserRig.Person person;

    @BeforeAll
    static void start() {
        rig = new UserRig(MessageType.SOURCE_SUBSCRIBED, MessageType.SOURCE_UNSUBSCRIBED);
        shared = rig.signUp();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    @BeforeEach
    void someone() {
        person = shared;
    }

    private UUID add(String url) {
        var answer = person.api().post("sources", Map.of("url", url));
        assertThat(answer.code()).as(answer.text()).isEqualTo(202);
        assertThat(answer.data().path("state").asText()).isEqualTo("pending");
        return UUID.fromString(answer.data().path("id").asText());
    }

    private JsonNode list() {
        return person.api().get("sources").data();
    }

    @Test
    void aNewSourceIsPendingAndToldToIngest() {
        person = rig.signUp();
        var id = add("https://feed.example/rss.xml#top");

        var source = list().path("items").get(0);
        assertThat(source.path("id").asText()).isEqualTo(id.toString());
        assertThat(source.path("url").asText()).isEqualTo("https://feed.example/rss.xml");
        assertThat(source.path("state").asText()).isEqualTo("pending");
        assertThat(source.path("entries").asInt()).isZero();
        assertThat(source.path("lastPollAt").isNull()).isTrue();
        assertThat(rig.said(SourceSubscribed.class))
                .filteredOn(event -> event.subscriptionId().equals(id))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.userId()).isEqualTo(person.id());
                    assertThat(event.url()).isEqualTo("https://feed.example/rss.xml");
                });
    }

    @Test
    void theSameAddressInAnotherSpellingIsAConflictThatNamesWhatIsThere() {
        person = rig.signUp();
        var id = add("https://feed.example/blog");
        for (var url : List.of(
                "https://feed.example/blog",
                "http://feed.example/blog",
                "HTTPS://FEED.example/blog/",
                "feed.example/blog",
                "feed://feed.example/blog",
                " https://feed.example:443/blog#x ")) {
            var again = person.api().post("sources", Map.of("url", url));
            assertThat(again.code()).as(url).isEqualTo(409);
            assertThat(again.status()).isEqualTo("conflict");
            assertThat(again.data().path("id").asText()).isEqualTo(id.toString());
        }
        add("https://feed.example/Blog");
        add("https://feed.example/blog?page=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "ftp://feed.example/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https://",
                "https://user:secret@feed.example/",
                "https://good.example\\@127.0.0.1/",
                "https://exa mple.org/",
                "http://0177.0.0.1/",
                "https://feed.example:99999/",
                // Private and special addresses, as they can be written.
                "http://127.0.0.1/",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0/",
                "http://10.0.0.5/feed",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[fd00:ec2::254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://192.168.1.1:8080/rss",
                "http://\u2460\u2461\u2466.0.0.1/",
                "https://feed.example:5432/"
            })
    void whatCanNotOrMayNotBeReadIsRefusedInWords(String url) {
        var answer = person.api().post("sources", Map.of("url", url));
        assertThat(answer.code()).as(answer.text()).isEqualTo(422);
        assertThat(answer.status()).isEqualTo("badRequest");
        assertThat(answer.message()).isNotBlank();
    }

    @Test
    void bodiesThatAreNotWhatTheyShouldBeAreRefused() {
        assertThat(person.api().post("sources", Map.of()).code()).isEqualTo(400);
        assertThat(person.api().post("sources", Map.of("url", List.of())).code())
                .isEqualTo(400);
        assertThat(person.api()
                        .post("sources", Map.of("url", "https://x.example", "interval", 5))
                        .code())
                .isEqualTo(400);
        assertThat(person.api()
                        .post("sources", Map.of("url", "https://x.example/" + "a".repeat(100_000)))
                        .code())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=-1", "page=0", "size=0", "size=101", "page=x", "page=99999999999"})
    void pagesThatCanNotBeAreRefused(String query) {
        var answer = person.api().get("sources?" + query);
        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.status()).isEqualTo("badRequest");
    }

    @Test
    void aListComesInPages() {
        person = rig.signUp();
        for (int i = 0; i < 5; i++) {
            add("https://feed.example/" + i);
        }
        var second = person.api().get("sources?page=2&size=2").data();
        assertThat(second.path("items").findValuesAsText("url"))
                .containsExactly("https://feed.example/2", "https://feed.example/3");
        assertThat(second.path("totalItems").asInt()).isEqualTo(5);
        assertThat(second.path("totalPages").asInt()).isEqualTo(3);
        assertThat(person.api().get("sources?page=9&size=2").data().path("items"))
                .isEmpty();
    }

    @Test
    void aRemovedSourceIsGoneAndToldToTheOthers() {
        person = rig.signUp();
        var id = add("https://feed.example/x");
        assertThat(person.api().delete("sources/" + id).code()).isEqualTo(200);
        assertThat(list().path("items")).isEmpty();
        assertThat(person.api().delete("sources/" + id).code()).isEqualTo(404);
        assertThat(person.api().delete("sources/nonsense").code()).isEqualTo(400);
        assertThat(rig.said(SourceUnsubscribed.class))
                .extracting(SourceUnsubscribed::subscriptionId)
                .containsOnlyOnce(id);
        assertThat(add("https://feed.example/x")).isNotEqualTo(id);
    }

    private static SourcePolled polled(UUID source, long version, SourceState state, @Nullable String reason) {
        return new SourcePolled(
                source,
                version,
                state,
                "Title " + version,
                "https://feed.example/feed-" + version,
                version * 10,
                Instant.parse("2026-01-02T03:04:05Z").plusSeconds(version),
                null,
                reason);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void statesArriveInAnyOrderAndTheNewestStays(long seed) {
        person = rig.signUp();
        var subscription = add("https://feed.example/" + seed);
        var source = UUID.randomUUID();
        var wrong = UUID.randomUUID();
        var events = new ArrayList<Event>(List.of(
                new SubscriptionResolved(subscription, person.id(), wrong, 1),
                new SubscriptionResolved(subscription, person.id(), source, 2),
                polled(wrong, 9, SourceState.GONE, "gone"),
                polled(source, 1, SourceState.PENDING, null),
                polled(source, 2, SourceState.FAILING, "It does not answer."),
                polled(source, 3, SourceState.ACTIVE, null)));
        Collections.shuffle(events, new Random(seed));
        events.forEach(rig::deliver);

        var shown = list().path("items").get(0);
        assertThat(shown.path("state").asText()).isEqualTo("active");
        assertThat(shown.path("title").asText()).isEqualTo("Title 3");
        assertThat(shown.path("feedUrl").asText()).isEqualTo("https://feed.example/feed-3");
        assertThat(shown.path("entries").asInt()).isEqualTo(30);
        assertThat(shown.path("lastPollAt").asText()).isEqualTo("2026-01-02T03:04:08Z");
        assertThat(shown.path("reason").isNull()).isTrue();
    }

    @Test
    void nobodySeesOrEndsTheSourcesOfAnother() {
        person = rig.signUp();
        var id = add("https://private.example/feed");
        var other = rig.signUp().api();
        assertThat(other.get("sources").text()).doesNotContain("private.example", id.toString());
        assertThat(other.get("sources/opml").text()).doesNotContain("private.example");
        assertThat(other.delete("sources/" + id).code()).isEqualTo(404);
        assertThat(other.get("account").text()).doesNotContain(person.email());
        assertThat(other.post("sources", Map.of("url", "https://private.example/feed"))
                        .code())
                .isEqualTo(202);
        assertThat(list().path("totalItems").asInt()).isEqualTo(1);
    }

    @Test
    void whoIsNotSignedInGetsNothing() {
        var nobody = rig.nobody();
        for (var answer : List.of(
                nobody.get("sources"),
                nobody.get("sources/opml"),
                nobody.get("tokens"),
                nobody.get("account"),
                nobody.delete("account"),
                nobody.delete("sessions/current"),
                nobody.delete("sources/" + UUID.randomUUID()),
                nobody.delete("tokens/" + UUID.randomUUID()),
                nobody.post("sources", Map.of("url", "https://x.example")),
                nobody.send("POST", "sources/opml", "text/xml", "<opml/>"))) {
            assertThat(answer.code()).isEqualTo(401);
            assertThat(answer.status()).isEqualTo("notAuthenticated");
        }
    }

    @Test
    void aTimelineOfNobodysConnectionLooksLikeNone() {
        assertThat(person.api()
                        .post("sources", Map.of("url", "timeline://" + UUID.randomUUID() + "/home"))
                        .code())
                .isEqualTo(404);
    }
}
