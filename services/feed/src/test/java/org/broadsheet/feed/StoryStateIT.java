package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;
import static org.broadsheet.feed.Story.names;
import static org.broadsheet.feed.Story.resolved;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.EntryLink;
import org.broadsheet.testing.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader does with a story, and what is left of it when its articles stand alone again. */
class StoryStateIT {
    private static FeedRig rig;

    private final Story story = new Story();
    private final EntryLink a = story.link("a");
    private final EntryLink b = story.link("b");
    private ApiClient reader;

    @BeforeAll
    static void start() {
        rig = new FeedRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    /** b 20 and a 30 minutes ago. */
    @BeforeEach
    void twoArticles() {
        reader = rig.as(story.user);
        rig.deliver(
                story.shown(entry("ada", ago(Duration.ofMinutes(30)), a)),
                story.shown(entry("bob", ago(Duration.ofMinutes(20)), b)));
    }

    private void merge() {
        rig.deliver(resolved(a, 1, b));
        assertThat(names(reader.get("feed"))).containsExactly("b");
    }

    private void undo() {
        rig.deliver(resolved(a, 2, null));
        assertThat(names(reader.get("feed?order=newest"))).containsExactly("b", "a");
    }

    private JsonNode article(String name) {
        for (var item : reader.get("feed").data().path("items")) {
            if (item.path("url").asText().endsWith("/" + name)) {
                return item;
            }
        }
        throw new AssertionError("no article " + name);
    }

    private String id(String name) {
        return article(name).path("id").asText();
    }

    private static String stateOf(JsonNode article) {
        return article.path("read") + " " + article.path("saved") + " " + article.path("tags");
    }

    private List<String> unread() {
        return names(reader.get("feed?state=unread&order=newest"));
    }

    @Test
    void aStoryIsReadSavedAndTaggedAsAnyOfItsArticlesWasAndThatIsThereAgainAfterwards() {
        reader.patch("articles/" + id("a"), Map.of("read", true, "tags", List.of("one", "both")));
        reader.patch("articles/" + id("b"), Map.of("saved", true, "tags", List.of("two", "both")));
        merge();
        assertThat(stateOf(article("b"))).isEqualTo("true true [\"both\",\"one\",\"two\"]");
        assertThat(unread()).isEmpty();
        assertThat(names(reader.get("feed?state=saved"))).containsExactly("b");
        assertThat(names(reader.get("feed?state=read"))).containsExactly("b");

        undo();
        assertThat(stateOf(article("a"))).isEqualTo("true false [\"both\",\"one\"]");
        assertThat(stateOf(article("b"))).isEqualTo("false true [\"both\",\"two\"]");
    }

    @Test
    void whatIsDoneByTheIdOfAnyOfThemIsDoneWithTheStoryAndStaysWithAllOfThem() {
        var ofA = id("a");
        merge();
        var answer = reader.patch("articles/" + ofA, Map.of("read", true, "saved", true, "tags", List.of("kept")));
        assertThat(answer.code()).isEqualTo(200);
        assertThat(stateOf(answer.data())).isEqualTo("true true [\"kept\"]");
        assertThat(stateOf(article("b"))).isEqualTo("true true [\"kept\"]");

        undo();
        assertThat(stateOf(article("a"))).isEqualTo("true true [\"kept\"]");
        assertThat(stateOf(article("b"))).isEqualTo("true true [\"kept\"]");
    }

    @Test
    void markingAStoryUnreadAndNotSavedTakesThatBackOfAllItsArticles() {
        reader.patch("articles/" + id("a"), Map.of("read", true, "saved", true));
        merge();
        var answer = reader.patch("articles/" + id("b"), Map.of("read", false, "saved", false));
        assertThat(stateOf(answer.data())).isEqualTo("false false []");
        assertThat(unread()).containsExactly("b");
        undo();
        assertThat(unread()).containsExactly("b", "a");
    }

    @Test
    void anArticleThatJoinsAStoryThatWasReadIsReadUntilItLeaves() {
        reader.patch("articles/" + id("b"), Map.of("read", true));
        merge();
        assertThat(unread()).isEmpty();
        undo();
        assertThat(unread()).containsExactly("a");
    }

    @Test
    void markingAllReadCountsAStoryOnceAndIsUndoneForAllOfIt() {
        merge();
        var marked = reader.post("feed/read", Map.of());
        assertThat(marked.data().path("articles").asInt()).isEqualTo(1);
        assertThat(unread()).isEmpty();
        assertThat(reader.delete("feed/read/" + marked.data().path("batch").asText())
                        .code())
                .isEqualTo(200);
        assertThat(unread()).containsExactly("b");

        reader.post("feed/read", Map.of());
        undo();
        assertThat(unread()).isEmpty();
    }

    @Test
    void markingAllReadDoesNotCountAStoryThatWasReadUnderOneAddress() {
        reader.patch("articles/" + id("a"), Map.of("read", true));
        merge();
        assertThat(reader.post("feed/read", Map.of()).data().path("articles").asInt())
                .isZero();
    }

    @Test
    void aStoryWithALaterShareUnderAnyAddressIsNotMarkedBeforeATime() throws SQLException {
        merge();
        rig.update("UPDATE share SET recorded_at = shared_at WHERE user_id = ?", story.user);
        var between = Map.of("before", ago(Duration.ofMinutes(25)).toString());
        var marked = reader.post("feed/read", between);
        // b has no share that was here by then, so nothing of the story says that it is newer.
        assertThat(marked.data().path("articles").asInt()).isEqualTo(1);
        reader.delete("feed/read/" + marked.data().path("batch").asText());

        rig.update("UPDATE share SET recorded_at = now() - interval '1 hour' WHERE user_id = ?", story.user);
        assertThat(reader.post("feed/read", between).data().path("articles").asInt())
                .isZero();
        assertThat(unread()).containsExactly("b");
    }

    @Test
    void chosenArticlesAreMarkedWithTheirStory() {
        var ids = List.of(id("a"), id("b"));
        merge();
        var marked = reader.post("feed/read", Map.of("ids", ids));
        assertThat(marked.data().path("articles").asInt()).isEqualTo(1);
        assertThat(unread()).isEmpty();
        undo();
        assertThat(unread()).isEmpty();
        reader.delete("feed/read/" + marked.data().path("batch").asText());
        assertThat(unread()).containsExactly("b", "a");
    }

    @Test
    void aSavedStoryStaysListedOnceWhenItsSharesAreGone() {
        reader.patch("articles/" + id("a"), Map.of("saved", true));
        merge();
        var storyId = id("b");
        rig.deliver(story.unsubscribed());
        assertThat(names(reader.get("feed"))).isEmpty();
        assertThat(names(reader.get("feed?state=saved"))).containsExactly("b");
        var marked = reader.post("feed/read", Map.of("ids", List.of(storyId)));
        assertThat(marked.data().path("articles").asInt()).isEqualTo(1);
        assertThat(reader.patch("articles/" + storyId, Map.of("saved", false)).code())
                .isEqualTo(200);
        assertThat(names(reader.get("feed?state=saved"))).isEmpty();
    }

    @Test
    void theStoryOfOneReaderIsNotThereForAnother() {
        var ofA = id("a");
        merge();
        var other = rig.as(UUID.randomUUID());
        assertThat(other.patch("articles/" + ofA, Map.of("saved", true)).code()).isEqualTo(404);
        assertThat(other.patch("articles/" + id("b"), Map.of("saved", true)).code())
                .isEqualTo(404);
        assertThat(other.post("feed/read", Map.of("ids", List.of(ofA)))
                        .data()
                        .path("articles")
                        .asInt())
                .isZero();
        assertThat(unread()).containsExactly("b");
    }

    @Test
    void anAddressThatNeverCameIsNotLeftBehindAsSaved() {
        rig.deliver(resolved(a, 1, story.link("nowhere")));
        reader.patch("articles/" + id("nowhere"), Map.of("saved", true));
        assertThat(names(reader.get("feed?state=saved"))).containsExactly("nowhere");
        undo();
        assertThat(names(reader.get("feed?state=saved"))).containsExactly("a");
    }
}
