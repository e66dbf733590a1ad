package org.broadsheet.ingest.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.ingest.reader.Presence;
import org.junit.jupiter.api.Test;

class TimelineScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final TimelineConfig CONFIG = new TimelineConfig(
            Duration.ofDays(7),
            Duration.ofMinutes(20),
            Duration.ofHours(6),
            Duration.ofHours(6),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2));
    /** Without jitter. */
    private final TimelineSchedule schedule = new TimelineSchedule(CONFIG, new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public double nextDouble() {
            return 0.5;
        }
    });

    @Test
    void eightyPostsAreExpectedAtAPullWithinTheBounds() {
        assertThat(after(40)).isEqualTo(Duration.ofHours(2));
        assertThat(after(10_000)).isEqualTo(Duration.ofMinutes(20));
        assertThat(after(1)).isEqualTo(Duration.ofHours(6));
        assertThat(after(0)).isEqualTo(Duration.ofHours(6));
    }

    private Duration after(double postsPerHour) {
        return Duration.between(NOW, schedule.afterSuccess(postsPerHour, Presence.HERE, NOW));
    }

    @Test
    void twoFailuresAreRetriedAsUsualAndFurtherOnesAnHourLaterEachTime() {
        var stop = Stop.of(Stop.Cause.FAILED, "why");
        assertThat(List.of(1, 2, 3, 4, 20))
                .extracting(failures -> Duration.between(NOW, schedule.afterStop(stop, failures, Presence.HERE, NOW)))
                .containsExactly(
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(20),
                        Duration.ofHours(1),
                        Duration.ofHours(2),
                        Duration.ofHours(6));
    }

    @Test
    void whileTheReaderIsAwayNothingIsReadMoreOftenThanAtTheMostEverySixHours() {
        assertThat(schedule.afterSuccess(10_000, Presence.AWAY, NOW)).isEqualTo(NOW.plus(Duration.ofHours(6)));
        for (var cause : List.of(Stop.Cause.COLD, Stop.Cause.TOO_LONG, Stop.Cause.FAILED, Stop.Cause.EXPIRED)) {
            assertThat(schedule.afterStop(Stop.of(cause, "why"), 1, Presence.AWAY, NOW))
                    .as(cause.name())
                    .isEqualTo(NOW.plus(Duration.ofHours(6)));
        }
        var tenHours = new Stop(Stop.Cause.RATE_LIMITED, "why", NOW.plus(Duration.ofHours(10)));
        assertThat(schedule.afterStop(tenHours, 0, Presence.AWAY, NOW)).isEqualTo(NOW.plus(Duration.ofHours(10)));
    }

    @Test
    void whatTheNetworkAsksForIsKeptButNoLongerThanADay() {
        var anHour = new Stop(Stop.Cause.RATE_LIMITED, "why", NOW.plus(Duration.ofHours(1)));
        assertThat(schedule.afterStop(anHour, 0, Presence.HERE, NOW)).isEqualTo(NOW.plus(Duration.ofHours(1)));
        var years = new Stop(Stop.Cause.RATE_LIMITED, "why", NOW.plus(Duration.ofDays(900)));
        assertThat(schedule.afterStop(years, 0, Presence.HERE, NOW)).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void aBudgetIsAskedForAgainWhenThereIsOne() {
        var month = new Stop(Stop.Cause.BUDGET, "why", Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(schedule.afterStop(month, 0, Presence.HERE, NOW)).isEqualTo(Instant.parse("2026-12-01T00:02:00Z"));
    }

    @Test
    void theRateFollowsWhatIsNewAndForgetsWithinDays() {
        var first = new Reading(null, 40, NOW, NOW);
        var busy = first.next("cursor", 400, false, NOW.plus(Duration.ofHours(1)));
        assertThat(busy.postsPerHour()).isBetween(60.0, 80.0);
        var quiet = busy;
        for (int i = 1; i <= 12; i++) {
            quiet = quiet.next("cursor", 0, false, NOW.plus(Duration.ofHours(1 + 6 * i)));
        }
        assertThat(quiet.postsPerHour()).isLessThan(1);
    }
}
