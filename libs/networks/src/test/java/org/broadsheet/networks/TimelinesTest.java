package org.broadsheet.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.broadsheet.networks.timeline.BlueskyTimeline;
import org.broadsheet.networks.timeline.Catchup;
import org.broadsheet.networks.timeline.CatchupLimits;
import org.broadsheet.networks.timeline.MastodonTimeline;
import org.broadsheet.networks.timeline.PageResult;
import org.broadsheet.networks.timeline.Pulled;
import org.broadsheet.networks.timeline.TimelineReader;
import org.broadsheet.networks.timeline.XNames;
import org.broadsheet.networks.timeline.XTimeline;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.network.BlueskyTimelines;
import org.broadsheet.testing.network.DoubleTimeline;
import org.broadsheet.testing.network.MastodonTimelines;
import org.broadsheet.testing.network.TimelineFault;
import org.broadsheet.testing.network.XServer;
import org.broadsheet.testing.network.XTimelines;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timelines over HTTP, with tokens that the networks gave. */
@Timeout(120)
class TimelinesTest {
    private final SettableClock clock = SettableClock.at("2026-11-21T08:00:00Z");
    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private DoubleTimeline timeline(String network) {
        return switch (network) {
            case "mastodon" -> MastodonTimelines.at(rig.mastodon, clock).timeline();
            case "bluesky" -> BlueskyTimelines.at(rig.bluesky, clock).timeline();
            default -> XTimelines.at(rig.x, clock).timeline();
        };
    }

    private Pulled pull(Credentials credentials, @Nullable String cursor) {
        TimelineReader reader = switch (credentials.network()) {
            case MASTODON -> MastodonTimeline.home(credentials.api());
            case BLUESKY -> BlueskyTimeline.home(credentials.api());
            default -> XTimeline.home(credentials.api(), XServer.ACCOUNT_ID, XNames.TWEET);
        };
        var catchup = new Catchup(reader, cursor, CatchupLimits.paid(Duration.ofDays(7), 500), clock.instant());
        for (var page = catchup.next(); page.isPresent(); page = catchup.next()) {
            catchup.take(reader.read(rig.access.send(credentials, reader.request(page.get())), clock.instant()));
        }
        return catchup.result();
    }

    private void post(DoubleTimeline timeline, int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofMinutes(1));
            timeline.post("bob", "post", "https://news.example/" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "x"})
    void aTimelineIsReadWithTheTokenAndReadOnFromTheCursor(String network) {
        var credentials = Rig.connected(rig.connect(network)).credentials();
        var timeline = timeline(network);
        timeline.follow("bob");
        post(timeline, 30);
        var first = pull(credentials, null);
        assertThat(first.posts()).hasSize(30);

        timeline.post("stranger", "not followed", null);
        post(timeline, 150);
        rig.bluesky.authorization().rotateNonce();
        var second = pull(credentials, first.cursor());
        assertThat(second.posts())
                .hasSize(150)
                .allSatisfy(post -> assertThat(post.links()).hasSize(1));
        assertThat(second.isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "x"})
    void aTokenThatIsRevokedIsRefusedAndTheCursorStays(String network) {
        var credentials = Rig.connected(rig.connect(network)).credentials();
        var timeline = timeline(network);
        timeline.follow("bob");
        post(timeline, 3);
        var first = pull(credentials, null);
        rig.access.revoke(credentials);
        var refused = pull(credentials, first.cursor());
        assertThat(refused.stoppedBy()).isEqualTo(new PageResult.Refused());
        assertThat(refused.cursor()).isEqualTo(first.cursor());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "x"})
    void aServerThatNeverEndsItsAnswerIsAFailure(String network) {
        var credentials = Rig.connected(rig.connect(network)).credentials();
        var timeline = timeline(network);
        timeline.misbehave(TimelineFault.SLOW);
        assertThat(pull(credentials, null).stoppedBy()).isInstanceOf(PageResult.Failed.class);
    }
}
