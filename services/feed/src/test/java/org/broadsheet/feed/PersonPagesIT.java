package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Accounts.bluesky;
import static org.broadsheet.feed.Accounts.mastodon;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;
import static org.broadsheet.feed.Story.names;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.NamedId;
import org.broadsheet.events.Sharer;
import org.broadsheet.testing.ApiAnswer;
import org.broadsheet.testing.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads on sees the persons of the moment when they began, whoever turns out to be whom meanwhile. */
class PersonPagesIT {
    private static final int LINKS = 12;
    private static final Sharer ONE = mastodon("One", "one@server.example", "one.example");
    private static final Sharer OTHER = bluesky("Another", "other.example");
    private static final Sharer SAME = bluesky("The same", "one.example");

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

    /** Half of them have two sharers, half have one, and those with two come first. */
    @BeforeEach
    void twelveArticles() {
        reader = rig.as(story.user);
        rig.deliver(IntStream.range(0, LINKS)
                .boxed()
                .flatMap(i -> i < LINKS / 2 ? Stream.of(share(ONE, i), share(OTHER, i)) : Stream.of(share(ONE, i)))
                .toList());
    }

    private EntryScreened share(Sharer sharer, int number) {
        return story.shown(entry(sharer, ago(Duration.ofMinutes(30)), story.link("link-" + number)));
    }

    private void say(Sharer of, Sharer... accounts) {
        var ids = Stream.of(accounts).map(this::id).toList();
        assertThat(reader.put("sharers/" + id(of), Map.of("accounts", ids)).code())
                .isEqualTo(200);
    }

    private String id(Sharer sharer) {
        return NamedId.of("sharer", story.user + ":" + sharer.key()).toString();
    }

    private ApiAnswer after(ApiAnswer page, String query) {
        var cursor = page.data().path("next").asText();
        return reader.get("feed?size=4&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8) + query);
    }

    private static List<Integer> counts(ApiAnswer page) {
        var items = page.data().path("items");
        assertThat(items.valueStream().map(item -> item.path("sharers").size()))
                .containsExactlyElementsOf(items.valueStream()
                        .map(item -> item.path("sharerCount").asInt())
                        .toList());
        return items.valueStream().map(item -> item.path("sharerCount").asInt()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"popular", "newest"})
    void aMergeBetweenTwoPagesShowsNothingTwiceAndLosesNothing(String order) {
        var first = reader.get("feed?size=4&order=" + order);
        say(ONE, ONE, OTHER);
        var second = after(first, "");
        say(ONE, ONE);
        var third = after(second, "");

        assertThat(Stream.of(first, second, third).flatMap(page -> names(page).stream()))
                .doesNotHaveDuplicates()
                .hasSize(LINKS);
        assertThat(Stream.of(first, second, third)
                        .map(page -> page.data().path("totalItems").asInt()))
                .containsOnly(LINKS);
        var counted = new ArrayList<Integer>();
        Stream.of(first, second, third).forEach(page -> counted.addAll(counts(page)));
        assertThat(counted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(LINKS + LINKS / 2);
        say(ONE, ONE, OTHER);
        assertThat(counts(reader.get("feed?size=12"))).containsOnly(1);
    }

    @Test
    void whoAsksForTwoSharersReadsToTheEndOfWhatHadTwo() {
        var first = reader.get("feed?size=4&minSharers=2");
        say(ONE, ONE, OTHER);
        var second = after(first, "&minSharers=2");
        assertThat(names(first)).hasSize(4);
        assertThat(names(second)).hasSize(2).doesNotContainAnyElementsOf(names(first));
        assertThat(second.data().path("totalItems").asInt()).isEqualTo(LINKS / 2);
        assertThat(names(reader.get("feed?minSharers=2"))).isEmpty();
    }

    @Test
    void aMergeThatIsUndoneBetweenTwoPagesMovesNothing() {
        say(ONE, ONE, OTHER);
        var first = reader.get("feed?size=4");
        assertThat(reader.delete("sharers/" + id(OTHER)).code()).isEqualTo(200);
        var second = after(first, "");
        var third = after(second, "");
        assertThat(Stream.of(first, second, third).flatMap(page -> names(page).stream()))
                .doesNotHaveDuplicates()
                .hasSize(LINKS);
        assertThat(counts(second)).containsOnly(1);
        assertThat(counts(third)).containsOnly(1);
        assertThat(counts(reader.get("feed?size=12"))).contains(2);
    }

    @Test
    void aProofThatComesBetweenTwoPagesMovesNothing() {
        rig.deliver(IntStream.range(0, 3).mapToObj(i -> share(OTHER, i)).toList());
        var first = reader.get("feed?size=4");
        rig.deliver(IntStream.range(0, LINKS).mapToObj(i -> share(SAME, i)).toList());
        var second = after(first, "");
        var third = after(second, "");
        assertThat(Stream.of(first, second, third).flatMap(page -> names(page).stream()))
                .doesNotHaveDuplicates()
                .hasSize(LINKS);
        assertThat(counts(reader.get("feed?size=12")).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(LINKS + LINKS / 2);
    }

    @Test
    void whatEndedLongAgoIsForgottenAndReadingOnFromBeforeItStillAnswers() throws SQLException {
        say(ONE, ONE, OTHER);
        var first = reader.get("feed?size=4");
        say(ONE, ONE);
        var rows = "SELECT count(*) FROM person_member WHERE user_id = ?";
        assertThat(rig.number(rows, story.user)).isEqualTo(1);
        rig.update(
                "UPDATE person_member SET ended_at = ended_at - interval '25 hours' WHERE user_id = ? AND ended_at IS NOT NULL",
                story.user);
        rig.deliver(share(SAME, 0));
        say(ONE, ONE, SAME);
        assertThat(rig.number(rows + " AND ended_at IS NOT NULL", story.user)).isZero();
        assertThat(after(first, "").code()).isEqualTo(200);
    }

    @Test
    void whatWasRestoredFromABackupKeepsItsPersons() throws SQLException {
        say(ONE, ONE, OTHER);
        rig.update("UPDATE person_member SET begun_in = '900000000000000' WHERE user_id = ?", story.user);
        assertThat(counts(reader.get("feed?size=12"))).containsOnly(1);
        rig.update(
                "UPDATE person_member SET ended_in = '900000000000001', ended_at = now() WHERE user_id = ?",
                story.user);
        assertThat(counts(reader.get("feed?size=12"))).contains(2);
    }
}
