package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;
import static org.broadsheet.feed.Story.names;
import static org.broadsheet.feed.Story.resolved;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.broadsheet.events.EntryLink;
import org.broadsheet.testing.ApiAnswer;
import org.broadsheet.testing.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads on sees the stories of the moment when they began, whatever becomes of them meanwhile. */
class StoryPagesIT {
    private static final int LINKS = 12;

    private static FeedRig rig;

    private final Story story = new Story();
    private final List<EntryLink> links =
            IntStream.range(0, LINKS).mapToObj(i -> story.link("link-" + i)).toList();
    private ApiClient reader;

    @BeforeAll
    static void start() {
        rig = new FeedRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    /** All of them by one entry: nothing but their ids tells where a page ends. */
    @BeforeEach
    void oneEntryWithAllLinks() {
        reader = rig.as(story.user);
        rig.deliver(story.shown(entry("ada", ago(Duration.ofMinutes(30)), links.toArray(EntryLink[]::new))));
    }

    private ApiAnswer after(ApiAnswer page) {
        var cursor = page.data().path("next").asText();
        return reader.get("feed?size=4&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
    }

    private static List<String> allNames() {
        return IntStream.range(0, LINKS).mapToObj(i -> "link-" + i).toList();
    }

    private static int total(ApiAnswer page) {
        return page.data().path("totalItems").asInt();
    }

    private EntryLink link(String name) {
        return links.stream()
                .filter(link -> link.url().endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"popular", "newest"})
    void aMergeBetweenTwoPagesShowsNothingTwiceAndLosesNothing(String order) {
        var first = reader.get("feed?size=4&order=" + order);
        var seen = new ArrayList<>(names(first));
        var unseen = new ArrayList<>(allNames());
        unseen.removeAll(seen);
        // Seen ones join what is to come, what is to come joins seen ones, and both join an address that nobody has.
        rig.deliver(
                resolved(link(seen.get(0)), 1, link(unseen.get(0))),
                resolved(link(unseen.get(1)), 1, link(seen.get(1))),
                resolved(link(seen.get(3)), 1, story.link("nowhere")),
                resolved(link(unseen.get(7)), 1, story.link("nowhere")));

        var second = after(first);
        seen.addAll(names(second));
        rig.deliver(resolved(link(unseen.get(7)), 2, link(unseen.get(6))));
        var third = after(second);
        seen.addAll(names(third));

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(allNames());
        assertThat(List.of(total(first), total(second), total(third))).containsOnly(LINKS);
        assertThat(third.data().path("next").isNull()).isTrue();
        assertThat(total(reader.get("feed"))).isEqualTo(LINKS - 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"popular", "newest"})
    void anUndoneMergeBetweenTwoPagesShowsNothingTwiceAndLosesNothing(String order) {
        IntStream.of(0, 3, 6, 9).forEach(i -> rig.deliver(resolved(links.get(i), 1, links.get(i + 1))));
        var first = reader.get("feed?size=3&order=" + order);
        IntStream.of(0, 3, 6, 9).forEach(i -> rig.deliver(resolved(links.get(i), 2, null)));
        var second = after(first);
        var third = after(second);

        var seen = new ArrayList<>(names(first));
        seen.addAll(names(second));
        seen.addAll(names(third));
        var stories = new ArrayList<>(allNames());
        stories.removeAll(List.of("link-0", "link-3", "link-6", "link-9"));
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(stories);
        assertThat(List.of(total(first), total(second), total(third))).containsOnly(LINKS - 4);
        assertThat(total(reader.get("feed"))).isEqualTo(LINKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"popular", "newest"})
    void whatEndedLongAgoIsForgottenAndReadingOnFromBeforeItStillAnswers(String order) throws SQLException {
        rig.deliver(resolved(links.get(0), 1, links.get(1)));
        var first = reader.get("feed?size=4&order=" + order);
        rig.deliver(resolved(links.get(0), 2, null));
        var aliases = "SELECT count(*) FROM story_member JOIN article ON id = article_id WHERE link_key = ?";
        assertThat(rig.number(aliases, links.get(0).linkKey())).isEqualTo(1);

        rig.update("UPDATE story_member SET ended_at = ended_at - interval '25 hours' WHERE ended_at IS NOT NULL");
        rig.deliver(resolved(links.get(2), 1, links.get(3)));
        assertThat(rig.number(aliases, links.get(0).linkKey())).isZero();
        assertThat(after(first).code()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?order=newest", "?order=popular", "?state=unread"})
    void whatWasRestoredFromABackupKeepsItsStories(String query) throws SQLException {
        rig.deliver(resolved(links.get(0), 1, links.get(1)));
        rig.deliver(resolved(links.get(2), 1, links.get(3)));
        rig.deliver(resolved(links.get(2), 2, null));
        rig.restored();
        for (var link : List.of(links.get(0), links.get(2))) {
            var updated = rig.update("""
                    UPDATE story_member
                       SET begun_in = '900000000000000', ended_in = CASE WHEN ended_in IS NOT NULL THEN xid8 '900000000000001' END
                     WHERE article_id = (SELECT id FROM article WHERE link_key = ?)""", link.linkKey());
            assertThat(updated).isEqualTo(1);
        }
        assertThat(total(reader.get("feed" + query))).isEqualTo(LINKS - 1);
        var marked = reader.post("feed/read", Map.of("before", Instant.now().toString()));
        assertThat(marked.data().path("articles").asInt()).isEqualTo(LINKS - 1);
    }
}
