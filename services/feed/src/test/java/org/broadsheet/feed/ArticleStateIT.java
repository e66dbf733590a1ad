package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;
import static org.broadsheet.feed.Story.names;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.testing.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArticleStateIT {
    private static FeedRig rig;

    private final Story story = new Story();
    private ApiClient reader;

    @BeforeAll
    static void start() {
        rig = new FeedRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    /** Three articles: new 10, middle 60 and old 120 minutes ago. */
    @BeforeEach
    void threeArticles() {
        reader = rig.as(story.user);
        rig.deliver(
                story.shown(entry("ada", ago(Duration.ofMinutes(120)), story.link("old"))),
                story.shown(entry("ada", ago(Duration.ofMinutes(60)), story.link("middle"))),
                story.shown(entry("ada", ago(Duration.ofMinutes(10)), story.link("new"))));
    }

    private String id(int number) {
        return reader.get("feed?order=newest")
                .data()
                .path("items")
                .get(number)
                .path("id")
                .asText();
    }

    private List<String> unread() {
        return names(reader.get("feed?order=newest&state=unread"));
    }

    @Test
    void readSavedAndTagsAreKeptAndEachAloneLeavesTheOthers() {
        var path = "articles/" + id(1);
        reader.patch(path, Map.of("read", true));
        reader.patch(path, Map.of("saved", true));
        var answer = reader.patch(path, Map.of("tags", List.of(" b ", "a", "b")));

        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.data().path("read").asBoolean()).isTrue();
        assertThat(answer.data().path("saved").asBoolean()).isTrue();
        assertThat(answer.data().path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
        var listed = reader.get("feed?order=newest").data().path("items").get(1);
        assertThat(listed.path("read").asBoolean()).isTrue();
        assertThat(listed.path("saved").asBoolean()).isTrue();
        assertThat(listed.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");

        assertThat(reader.patch(path, Map.of("read", false, "saved", false))
                        .data()
                        .path("read")
                        .asBoolean())
                .isFalse();
        assertThat(unread()).containsExactly("new", "middle", "old");
        assertThat(names(reader.get("feed?state=saved"))).isEmpty();
    }

    @Test
    void changesThatMakeNoSenseAreRefused() {
        var path = "articles/" + id(0);
        assertThat(reader.patch(path, Map.of()).code()).isEqualTo(400);
        assertThat(reader.patch(path, Map.of("color", "red")).code()).isEqualTo(400);
        assertThat(reader.patch(path, Map.of("tags", List.of(" "))).code()).isEqualTo(422);
        assertThat(reader.patch(path, Map.of("tags", List.of("a\u0000b"))).code())
                .isEqualTo(422);
        assertThat(reader.patch(path, Map.of("tags", List.of("x".repeat(51)))).code())
                .isEqualTo(422);
        assertThat(reader.patch(path, Map.of("tags", Collections.nCopies(1, null)))
                        .code())
                .isLessThan(500);
        assertThat(reader.patch("articles/not-an-id", Map.of("read", true)).code())
                .isEqualTo(400);
    }

    @Test
    void anotherReadersArticleIsNotThere() {
        var path = "articles/" + id(0);
        var other = rig.as(UUID.randomUUID());
        assertThat(other.patch(path, Map.of("saved", true)).code()).isEqualTo(404);
        assertThat(other.patch("articles/" + UUID.randomUUID(), Map.of("saved", true))
                        .code())
                .isEqualTo(404);
        assertThat(names(other.get("feed?state=saved"))).isEmpty();

        var marked = other.post("feed/read", Map.of("ids", List.of(id(0))));
        assertThat(marked.data().path("articles").asInt()).isZero();
        assertThat(unread()).hasSize(3);
    }

    @Test
    void chosenArticlesAreMarkedReadAndUnmarkedAgain() {
        reader.patch("articles/" + id(0), Map.of("read", true));
        var marked = reader.post("feed/read", Map.of("ids", List.of(id(0), id(1))));
        assertThat(marked.code()).isEqualTo(200);
        assertThat(marked.data().path("articles").asInt()).isEqualTo(1);
        assertThat(unread()).containsExactly("old");

        var batch = "feed/read/" + marked.data().path("batch").asText();
        assertThat(reader.delete(batch).code()).isEqualTo(200);
        assertThat(unread()).containsExactly("middle", "old");
        assertThat(reader.delete(batch).code()).isEqualTo(404);
    }

    @Test
    void whatIsKeptCanBeMarkedReadAfterItsSourceIsGone() {
        var kept = id(1);
        reader.patch("articles/" + kept, Map.of("saved", true));
        rig.deliver(story.unsubscribed());
        assertThat(names(reader.get("feed?state=saved"))).containsExactly("middle");

        var marked = reader.post("feed/read", Map.of("ids", List.of(kept)));
        assertThat(marked.data().path("articles").asInt()).isEqualTo(1);
        assertThat(reader.get("feed?state=saved")
                        .data()
                        .path("items")
                        .get(0)
                        .path("read")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void nobodyUndoesWhatAnotherMarked() {
        var marked = reader.post("feed/read", Map.of());
        var batch = "feed/read/" + marked.data().path("batch").asText();
        assertThat(rig.as(UUID.randomUUID()).delete(batch).code()).isEqualTo(404);
        assertThat(unread()).isEmpty();
    }

    @Test
    void undoLeavesAloneWhatWasReadByHandSince() {
        var marked = reader.post("feed/read", Map.of());
        reader.patch("articles/" + id(0), Map.of("read", true));
        reader.delete("feed/read/" + marked.data().path("batch").asText());
        assertThat(unread()).containsExactly("middle", "old");
    }

    @Test
    void markingEverythingCoversFastClocks() {
        rig.deliver(story.shown(entry("ada", Instant.now().plusSeconds(300), story.link("early"))));
        assertThat(reader.post("feed/read", Map.of()).data().path("articles").asInt())
                .isEqualTo(4);
        assertThat(unread()).isEmpty();
    }

    @Test
    void whatIsMarkedBeforeATimeWasBothSharedAndReceivedByThen() throws SQLException {
        rig.update("UPDATE share SET recorded_at = shared_at WHERE user_id = ?", story.user);
        rig.deliver(story.shown(entry("ada", ago(Duration.ofMinutes(90)), story.link("late"))));

        var before = ago(Duration.ofMinutes(50)).toString();
        var marked = reader.post("feed/read", Map.of("before", before));
        assertThat(marked.data().path("articles").asInt()).isEqualTo(2);
        assertThat(unread()).containsExactly("new", "late");
    }

    @Test
    void timesNoDatabaseHasAreTakenAsTheNearestThatItHas() {
        var all = reader.post("feed/read", Map.of("before", "+999999999-12-31T23:59:59Z"));
        assertThat(all.data().path("articles").asInt()).isEqualTo(3);
        var none = reader.post("feed/read", Map.of("before", "-999999999-01-01T00:00:00Z"));
        assertThat(none.data().path("articles").asInt()).isZero();
    }

    @Test
    void hiddenArticlesAreNotMarked() {
        rig.deliver(story.hidden(entry("ada", ago(Duration.ofMinutes(5)), story.link("hidden")), 1));
        assertThat(reader.post("feed/read", Map.of()).data().path("articles").asInt())
                .isEqualTo(3);
    }

    @Test
    void marksThatMakeNoSenseAreRefused() {
        assertThat(reader.post("feed/read", Map.of("before", "2026-01-01T00:00:00Z", "ids", List.of()))
                        .code())
                .isEqualTo(400);
        assertThat(reader.post("feed/read", Map.of("before", "yesterday")).code())
                .isEqualTo(400);
        assertThat(reader.post("feed/read", Map.of("ids", List.of("x"))).code()).isEqualTo(400);
        assertThat(reader.post("feed/read", Map.of("ids", Collections.nCopies(1, null)))
                        .code())
                .isEqualTo(400);
        assertThat(reader.post("feed/read", Map.of("ids", Collections.nCopies(1_001, UUID.randomUUID())))
                        .code())
                .isEqualTo(400);
        assertThat(reader.delete("feed/read/" + UUID.randomUUID()).code()).isEqualTo(404);
    }
}
