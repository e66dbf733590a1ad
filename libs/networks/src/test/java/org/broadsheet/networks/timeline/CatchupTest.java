package org.broadsheet.networks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.broadsheet.testing.network.DoublePost;
import org.broadsheet.testing.network.TimelineFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatchupTest {
    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky", "x"})
    void aGapOfManyPagesIsReadWholeAndInOrder(String kind) {
        var reader = Follower.of(kind);
        reader.post(30);
        reader.pull();
        reader.given.clear();

        reader.post(350);
        var pulled = reader.pull();
        assertThat(pulled.isComplete()).isTrue();
        assertThat(pulled.posts())
                .hasSize(350)
                .isSortedAccordingTo((a, b) -> b.sharedAt().compareTo(a.sharedAt()));
        assertThat(reader.ids()).doesNotHaveDuplicates();
        assertThat(reader.pull().posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky"})
    void aRecentEditIsGivenAgainAndOnce(String kind) {
        var reader = Follower.of(kind);
        reader.post(10);
        var post = reader.timeline.post("ann", "first", null);
        reader.post(5);
        reader.pull();

        reader.timeline.edit(post, "second", "https://news.example/new");
        var again = reader.pull().posts();
        assertThat(again).singleElement().satisfies(edited -> {
            assertThat(Follower.localId(edited)).isEqualTo(post.id());
            assertThat(edited.text()).startsWith("second");
            assertThat(edited.links()).extracting(PostLink::url).containsExactly("https://news.example/new");
        });
        assertThat(reader.pull().posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky", "x"})
    void whereTheNewestKnownPostsAreDeletedNothingIsMissedAndNothingComesTwice(String kind) {
        var reader = Follower.of(kind);
        reader.post(60);
        var last = new ArrayList<DoublePost>();
        for (int i = 0; i < 30; i++) {
            last.add(reader.timeline.post("ann", "gone soon", null));
        }
        reader.pull();
        last.forEach(reader.timeline::delete);
        reader.given.clear();

        reader.post(50);
        assertThat(reader.pull().posts()).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky", "x"})
    void aRepostOfAnOldPostIsAPostOfNow(String kind) {
        var reader = Follower.of(kind);
        var old = reader.timeline.post("ann", "old", "https://news.example/old");
        reader.post(400);
        reader.pull();
        reader.given.clear();

        reader.clock.advance(Duration.ofMinutes(1));
        var repost = reader.timeline.repost("ann", old);
        assertThat(reader.pull().posts()).singleElement().satisfies(post -> {
            assertThat(Follower.localId(post)).isEqualTo(repost.id());
            assertThat(post.kind()).isEqualTo(PostKind.REPOST);
            assertThat(post.reposted()).endsWith(old.id());
            assertThat(post.sharedAt()).isEqualTo(reader.clock.instant());
            assertThat(post.links()).extracting(PostLink::url).containsExactly("https://news.example/old");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky"})
    void aPostThatArrivesLateBelowTheNewestIsFound(String kind) {
        var reader = Follower.of(kind);
        reader.post(100);
        reader.pull();
        reader.given.clear();
        var late =
                reader.timeline.backdated("ann", "late", reader.clock.instant().minus(Duration.ofMinutes(10)));
        reader.pull();
        assertThat(reader.ids()).containsExactly(late.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky", "x"})
    void itemsThatComeTwiceAndPagesThatAreShortCostNothing(String kind) {
        for (var fault : List.of(TimelineFault.DUPLICATES, TimelineFault.SHORT_PAGES)) {
            var reader = Follower.of(kind);
            reader.page = 7;
            reader.timeline.misbehave(fault);
            reader.post(50);
            reader.pull();
            reader.post(50);
            reader.pull();
            assertThat(reader.ids()).as(fault.name()).hasSize(100).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky", "x"})
    void whatTheServerRefusesForNowKeepsTheCursor(String kind) {
        var reader = Follower.of(kind);
        reader.post(10);
        reader.pull();
        var before = reader.cursor;
        reader.post(10);
        for (var fault : List.of(TimelineFault.RATE_LIMITED, TimelineFault.BROKEN, TimelineFault.REVOKED)) {
            reader.timeline.misbehave(fault);
            var pulled = reader.pull();
            assertThat(pulled.posts()).isEmpty();
            assertThat(pulled.isComplete()).isFalse();
            assertThat(pulled.stoppedBy()).isNotNull();
        }
        reader.timeline.misbehave();
        assertThat(reader.pull().posts()).hasSize(10);
        assertThat(reader.cursor).isNotEqualTo(before);
    }

    @Test
    void aTimelineThatIsBeingMadeAnewIsReadLaterFromTheSamePlace() {
        var reader = Follower.of("mastodon");
        reader.post(10);
        reader.pull();
        reader.post(10);
        reader.timeline.misbehave(TimelineFault.COLD);
        assertThat(reader.pull().stoppedBy()).isEqualTo(new PageResult.Cold());
        reader.timeline.misbehave();
        assertThat(reader.pull().posts()).hasSize(10);
    }

    @Test
    void aLimitInTheMiddleOfAClimbLosesNothingThatWasRead() {
        var reader = Follower.of("mastodon");
        reader.post(10);
        reader.pull();
        reader.given.clear();
        reader.post(200);
        reader.meanwhile = () -> reader.timeline.misbehave(TimelineFault.RATE_LIMITED);
        var first = reader.pull();
        assertThat(first.posts()).isNotEmpty();
        assertThat(first.stoppedBy())
                .isEqualTo(new PageResult.RateLimited(
                        reader.clock.instant().plusSeconds(60).plusNanos(2_000)));
        reader.meanwhile = () -> {};
        reader.timeline.misbehave();
        reader.pull();
        assertThat(reader.ids()).hasSize(200).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "bluesky"})
    void aLimitInTheMiddleOfADescentGivesNothingAndMissesNothing(String kind) {
        var reader = Follower.of(kind);
        reader.post(10);
        reader.pull();
        reader.given.clear();
        reader.post(300);
        reader.meanwhile = () -> reader.timeline.misbehave(TimelineFault.RATE_LIMITED);
        assertThat(reader.pull().posts()).isEmpty();
        reader.meanwhile = () -> {};
        reader.timeline.misbehave();
        reader.pull();
        assertThat(reader.ids()).hasSize(300).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky", "x"})
    void aCursorOlderThanTheWindowJumpsToTheTopAndGivesNothingOlderThanTheWindow(String kind) {
        var reader = Follower.of(kind);
        reader.post(50);
        reader.pull();
        reader.given.clear();
        reader.post(40);
        reader.clock.advance(Follower.WINDOW.plusDays(1));
        reader.post(30);
        reader.asked.clear();

        assertThat(reader.pull().posts()).hasSize(30);
        assertThat(reader.asked.getFirst()).doesNotContainKeys("min_id", "since_id");
        assertThat(reader.pull().posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky", "x"})
    void onePullGivesAThousandPostsAtMost(String kind) {
        var reader = Follower.of(kind);
        reader.post(1_300);
        var pulled = reader.pull();
        assertThat(pulled.posts()).hasSizeLessThanOrEqualTo(1_000).hasSizeGreaterThan(900);
        assertThat(pulled.isComplete()).isFalse();
        assertThat(reader.pull().posts()).isEmpty();
    }

    @Test
    void mastodonGoesOnWhereAThousandPostsWereEnough() {
        var reader = Follower.of("mastodon");
        reader.post(10);
        reader.pull();
        reader.given.clear();
        reader.post(1_500);
        assertThat(reader.pull().isComplete()).isFalse();
        assertThat(reader.pull().isComplete()).isTrue();
        assertThat(reader.ids()).hasSize(1_500).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky", "x"})
    void aPullWithoutNewsAsksForOnePageOrTwo(String kind) {
        var reader = Follower.of(kind);
        reader.post(200);
        reader.pull();
        reader.asked.clear();
        reader.pull();
        assertThat(reader.asked).hasSizeBetween(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky", "x"})
    void theCursorIsSmallAndOneThatIsNoneStartsAnew(String kind) {
        var reader = Follower.of(kind);
        reader.post(500);
        reader.pull();
        assertThat(reader.cursor).isNotNull().hasSizeLessThan(5_000);
        for (var broken : List.of(
                "",
                "null",
                "[]",
                "{\"v\":1}",
                "{\"v\":2,\"at\":\"2026-11-21T08:00:00Z\"}",
                "x",
                "{\"v\":1,\"at\":\"2026-11-21T08:00:00Z\",\"recent\":\"abc\"}")) {
            reader.cursor = broken;
            assertThat(reader.pull().posts()).as(broken).hasSize(500);
        }
    }

    @Test
    void whatIsSeenAndNotAcceptedMovesTheCursorToo() {
        var now = Instant.parse("2026-11-21T08:00:00Z");
        var limits = CatchupLimits.free(Duration.ofDays(7));
        var reader = MastodonTimeline.home(Follower.API);
        var unreadable = IntStream.range(0, 25)
                .mapToObj(place -> new PageItem("id" + place, null))
                .toList();
        var first = new Catchup(reader, null, limits, now);
        first.take(new PageResult.Page(unreadable, 0, null, "id0", true, 25, null));
        var pulled = first.result();
        assertThat(pulled.posts()).isEmpty();
        assertThat(pulled.skipped()).isEqualTo(25);
        assertThat(new Catchup(reader, pulled.cursor(), limits, now).next()).contains(PageQuery.above("id20", 40));
    }

    @Test
    void aServerThatTurnsOutNotToKnowPagesAboveAnIdIsReadFromTheTop() {
        var now = Instant.parse("2026-11-21T08:00:00Z");
        var limits = CatchupLimits.free(Duration.ofDays(7));
        var reader = MastodonTimeline.home(Follower.API);
        var items = IntStream.range(0, 25)
                .mapToObj(place -> new PageItem("id" + place, null))
                .toList();
        var page = new PageResult.Page(items, 0, null, "id0", true, 25, null);
        var first = new Catchup(reader, null, limits, now);
        first.take(page);

        var second = new Catchup(reader, first.result().cursor(), limits, now);
        // It answers with its newest page, whatever was asked.
        second.take(page);
        assertThat(second.next()).contains(PageQuery.top(40));
        second.take(page);
        assertThat(second.next()).isEmpty();
        assertThat(second.result().isComplete()).isTrue();
    }

    @Test
    void theQueriesAreThoseOfTheNetwork() {
        assertThat(Map.of(
                        "mastodon", second("mastodon").getFirst().keySet(),
                        "other", second("other").getFirst().keySet(),
                        "bluesky", second("bluesky").getFirst().keySet()))
                .isEqualTo(Map.of(
                        "mastodon", Set.of("limit", "min_id"),
                        "other", Set.of("limit"),
                        "bluesky", Set.of("limit")));
        assertThat(second("x").getFirst()).containsKeys("since_id", "max_results", "post.fields", "expansions");
    }

    private static List<Map<String, String>> second(String kind) {
        var reader = Follower.of(kind);
        reader.post(30);
        reader.pull();
        reader.asked.clear();
        reader.pull();
        return reader.asked;
    }
}
