package org.broadsheet.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.broadsheet.links.fetch.CacheHints;
import org.broadsheet.settings.TunableValues;
import org.broadsheet.settings.Tunables;
import org.broadsheet.tunables.LiveTunables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollScheduleTest {
    private static final Duration TTL = Duration.ZERO;

    private final LiveTunables live = new LiveTunables();

    @ParameterizedTest
    @CsvSource({"0, PT24H", "7, PT24H", "14, PT12H", "168, PT1H", "100000, PT5M"})
    void isAWeekByTheEntriesOfTheWeek(long entries, Duration expected) {
        assertThat(schedule().afterSuccess(entries, TTL, CacheHints.none())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "PT2H, PT0S, PT0S, PT0S, PT2H",
        "PT0S, PT3H, PT0S, PT0S, PT3H",
        "PT0S, PT0S, PT4H, PT0S, PT4H",
        "PT0S, PT0S, PT0S, PT99H, PT24H",
        "PT30M, PT0S, PT0S, PT0S, PT1H"
    })
    void isAsLongAsFeedAndServerAsk(Duration ttl, Duration age, Duration expires, Duration retry, Duration expected) {
        assertThat(schedule().afterSuccess(168, ttl, new CacheHints(age, expires, retry)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, PT1H", "2, PT1H", "3, PT1H", "4, PT2H", "10, PT8H", "26, PT24H", "1000000, PT24H"})
    void backsOffWithEveryFailure(int failures, Duration expected) {
        assertThat(schedule().afterFailure(failures, 0, Duration.ZERO)).isEqualTo(expected);
    }

    @Test
    void retriesABusySourceSoonerAtFirst() {
        assertThat(schedule().afterFailure(1, 100_000, Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
        assertThat(schedule().afterFailure(1, 100_000, Duration.ofHours(6))).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void spreadsPollsByATenth() {
        var jittery = new PollSchedule(IngestConfigs.of(Duration.ofMinutes(5), Duration.ZERO), live, new Random(1));
        for (int i = 0; i < 1_000; i++) {
            assertThat(jittery.afterSuccess(168, TTL, CacheHints.none()))
                    .isBetween(Duration.ofMinutes(54), Duration.ofMinutes(66));
        }
    }

    @Test
    void theLongestIntervalFollowsItsTunable() {
        var schedule = schedule();
        live.set(TunableValues.none().with(Tunables.LONGEST_POLL_INTERVAL, Duration.ofHours(2)));
        assertThat(schedule.afterSuccess(0, TTL, CacheHints.none())).isEqualTo(Duration.ofHours(2));
        assertThat(schedule.afterFailure(1_000, 0, Duration.ZERO)).isEqualTo(Duration.ofHours(2));
        live.set(TunableValues.none());
        assertThat(schedule.afterSuccess(0, TTL, CacheHints.none())).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void settingsThatContradictThemselvesStopTheStart() {
        assertThatThrownBy(() -> IngestConfigs.of(Duration.ofHours(25), Duration.ZERO))
                .hasMessageContaining("max-interval");
        assertThatThrownBy(() -> IngestConfigs.of(Duration.ZERO, Duration.ZERO)).hasMessageContaining("min-interval");
    }

    private PollSchedule schedule() {
        return new PollSchedule(IngestConfigs.of(Duration.ofMinutes(5), Duration.ZERO), live, new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return 0.5;
            }
        });
    }
}
