package org.broadsheet.networks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.broadsheet.testing.network.DoublePost;
import org.broadsheet.testing.network.TimelineFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was taken back is noticed when its part of the timeline is read again, and nothing else is. */
class VanishedTest {
    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky"})
    void aRecentPostThatWasDeletedHasVanished(String kind) {
        var reader = Follower.of(kind);
        reader.post(40);
        var post = reader.timeline.post("ann", "soon gone", null);
        reader.post(5);
        reader.pull();
        var given = identity(reader, post);

        reader.timeline.delete(post);
        reader.post(3);
        var pulled = reader.pull();
        assertThat(pulled.posts()).hasSize(3);
        assertThat(vanished(reader, pulled)).containsExactly(given);
        assertThat(reader.pull().vanished().isEmpty()).as("it is said once").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky"})
    void thePostsOfSomebodyWhoIsFollowedNoMoreHaveVanished(String kind) {
        var reader = Follower.of(kind);
        reader.timeline.follow("bob");
        reader.post(30);
        var bobs = new ArrayList<DoublePost>();
        for (int i = 0; i < 4; i++) {
            reader.post(1);
            bobs.add(reader.timeline.post("bob", "post", null));
        }
        reader.post(2);
        reader.pull();
        reader.timeline.unfollow("bob");
        assertThat(vanished(reader, reader.pull()))
                .containsExactlyInAnyOrderElementsOf(
                        bobs.stream().map(post -> identity(reader, post)).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky"})
    void whatIsDeletedFarBelowIsFoundByAThoroughPull(String kind) {
        var reader = Follower.of(kind);
        reader.post(20);
        var post = reader.timeline.post("ann", "soon gone", null);
        reader.post(200);
        reader.pull();
        reader.timeline.delete(post);
        assertThat(reader.pull().vanished().isEmpty()).isTrue();

        reader.limits = CatchupLimits.thorough(Follower.WINDOW);
        assertThat(vanished(reader, reader.pull())).containsExactly(identity(reader, post));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky"})
    void whatArrivesLateFarBelowIsFoundByAThoroughPull(String kind) {
        var reader = Follower.of(kind);
        reader.post(220);
        reader.pull();
        reader.given.clear();
        var late =
                reader.timeline.backdated("ann", "late", reader.clock.instant().minus(Duration.ofMinutes(150)));
        reader.pull();
        assertThat(reader.given).isEmpty();
        reader.limits = CatchupLimits.thorough(Follower.WINDOW);
        reader.pull();
        assertThat(reader.ids()).containsExactly(late.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky"})
    void whatComesBackIsGivenAgain(String kind) {
        var reader = Follower.of(kind);
        reader.timeline.follow("bob");
        reader.post(30);
        var post = reader.timeline.post("bob", "post", null);
        reader.post(2);
        reader.pull();
        reader.timeline.unfollow("bob");
        reader.pull();
        reader.given.clear();
        reader.timeline.follow("bob");
        reader.pull();
        assertThat(reader.ids()).containsExactly(post.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky"})
    void anEmptyAnswerOrAFailureTakesNothingBack(String kind) {
        var reader = Follower.of(kind);
        reader.post(50);
        reader.pull();
        for (var fault : List.of(TimelineFault.BROKEN, TimelineFault.RATE_LIMITED, TimelineFault.REVOKED)) {
            reader.timeline.misbehave(fault);
            assertThat(reader.pull().vanished().isEmpty()).as(fault.name()).isTrue();
        }
        reader.timeline.misbehave();
        reader.timeline.unfollow("ann");
        assertThat(reader.pull().vanished().isEmpty()).as("an empty timeline").isTrue();
        reader.timeline.follow("ann");
        assertThat(reader.pull().posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky"})
    void aPullThatStopsHalfWayTakesNothingBackThatIsStillThere(String kind) {
        var reader = Follower.of(kind);
        reader.page = 7;
        reader.post(60);
        reader.pull();
        reader.post(30);
        reader.meanwhile = () -> reader.timeline.misbehave(TimelineFault.RATE_LIMITED);
        assertThat(reader.pull().vanished().isEmpty()).isTrue();
        reader.meanwhile = () -> {};
        reader.timeline.misbehave();
        assertThat(reader.pull().vanished().isEmpty()).isTrue();
    }

    @Test
    void whereAServerShowsARepostInPlaceOfThePostThePostIsStillThere() {
        var now = Instant.parse("2026-11-21T08:00:00Z");
        var limits = CatchupLimits.free(Duration.ofDays(7));
        var reader = MastodonTimeline.home(Follower.API);
        var first = new Catchup(reader, null, limits, now);
        first.take(page(List.of(item("3", null), item("2", null), item("1", null))));
        var second = new Catchup(reader, first.result().cursor(), limits, now);
        second.take(page(List.of(item("boost", "2"), item("3", null), item("1", null))));
        var pulled = second.result();
        assertThat(pulled.vanished().isEmpty()).isTrue();
        assertThat(pulled.posts()).extracting(Post::id).containsExactly("boost");
        var third = new Catchup(reader, pulled.cursor(), limits, now);
        third.take(page(List.of(item("3", null), item("1", null))));
        assertThat(third.result().vanished().has("boost")).isTrue();
    }

    private static PageResult.Page page(List<PageItem> items) {
        return new PageResult.Page(items, 0, null, null, false, items.size(), null);
    }

    private static PageItem item(String id, @Nullable String reposted) {
        var account = new NetworkAccount("key", "Ann", "ann@api.example", null, List.of());
        var kind = reposted == null ? PostKind.POST : PostKind.REPOST;
        var at = Instant.parse("2026-11-21T07:00:00Z");
        return new PageItem(
                id, new Post(id, reposted, "", account, account, kind, null, "text", null, at, List.of(), true, false));
    }

    @Test
    void inAFeedThatSomeoneMadePostsComeAndGo() {
        var now = Instant.parse("2026-11-21T08:00:00Z");
        var limits = CatchupLimits.free(Duration.ofDays(7));
        var reader =
                BlueskyTimeline.feed(URI.create("https://api.example"), "at://did:plc:x/app.bsky.feed.generator/f");
        var items = IntStream.range(0, 10)
                .mapToObj(place -> new PageItem("at://id" + place, null))
                .toList();
        var first = new Catchup(reader, null, limits, now);
        first.take(new PageResult.Page(items, 0, null, null, false, 10, null));
        var second = new Catchup(reader, first.result().cursor(), limits, now);
        second.take(new PageResult.Page(items.subList(5, 10), 0, null, null, false, 5, null));
        assertThat(second.result().vanished().isEmpty()).isTrue();
    }

    private static List<String> vanished(Follower reader, Pulled pulled) {
        return reader.given.stream()
                .map(Post::id)
                .filter(pulled.vanished()::has)
                .distinct()
                .toList();
    }

    private static String identity(Follower reader, DoublePost post) {
        return reader.given.stream()
                .filter(given -> Follower.localId(given).equals(post.id()))
                .map(Post::id)
                .findFirst()
                .orElseThrow();
    }
}
