package org.broadsheet.ecs.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How many tasks of ingest there are, by the policies of the templates. */
class ScalingTest {
    private static final int MAXIMUM = 6;
    private static final int QUIET = 10;

    private final ScalingModel ingest = new ScalingModel("prod", "ingest");

    @Test
    void oneMessageStartsOneTask() {
        assertThat(minutes(20, 0)).isZero();
        assertThat(minutes(1, 1)).isEqualTo(1);
        assertThat(minutes(30, 1)).isEqualTo(1);
    }

    @Test
    void aBurstGetsAllTasks() {
        assertThat(minutes(10, 10_000)).isEqualTo(MAXIMUM);
    }

    @Test
    void nothingIsTakenAwayBeforeTheLastMessageIsDone() {
        minutes(10, 10_000);

        assertThat(minutes(120, 1)).isEqualTo(MAXIMUM);
        assertThat(minutes(QUIET - 1, 0)).isEqualTo(MAXIMUM);
        assertThat(minutes(1, 0)).isZero();
    }

    @Test
    void silenceChangesNothing() {
        minutes(10, 10_000);
        for (int minute = 0; minute < 120; minute++) {
            assertThat(ingest.minute(OptionalInt.empty())).isEqualTo(MAXIMUM);
        }
        minutes(QUIET, 0);
        assertThat(minutes(1, 0)).isZero();
        for (int minute = 0; minute < 120; minute++) {
            assertThat(ingest.minute(OptionalInt.empty())).isZero();
        }
    }

    @Test
    void itNeverShrinksWhileAMessageIsThere() {
        var random = new Random(7);
        int before = 0;
        for (int minute = 0; minute < 5_000; minute++) {
            var backlog = random.nextInt(10) == 0
                    ? OptionalInt.empty()
                    : OptionalInt.of(random.nextInt(3) == 0 ? 0 : random.nextInt(3_000));
            int tasks = ingest.minute(backlog);
            assertThat(tasks).isBetween(0, MAXIMUM);
            if (backlog.isEmpty() || backlog.getAsInt() > 0) {
                assertThat(tasks).isGreaterThanOrEqualTo(before);
            }
            before = tasks;
        }
    }

    /** What is in hand counts as what waits, and who has no tasks has nothing in hand. */
    @Test
    void everyAlarmAddsWhatIsInHandToWhatWaits() {
        var alarms = Template.resources("prod", "AWS::CloudWatch::Alarm").stream()
                .filter(alarm -> alarm.at("/AlarmName").asText().contains("-scale-"))
                .toList();

        assertThat(alarms).isNotEmpty().allSatisfy(alarm -> {
            assertThat(alarm.at("/Metrics/0/Expression").asText()).contains("(waiting + FILL(inhand, 0))");
            assertThat(alarm.at("/Metrics/1/MetricStat/Metric/MetricName").asText())
                    .isEqualTo("Backlog");
            assertThat(alarm.at("/Metrics/1/MetricStat/Stat").asText()).isEqualTo("Maximum");
            assertThat(alarm.at("/Metrics/2/MetricStat/Metric/MetricName").asText())
                    .isEqualTo("Unacknowledged");
            assertThat(alarm.at("/Metrics/2/MetricStat/Stat").asText()).isEqualTo("Sum");
        });
    }

    @Test
    void filterKeepsItsMinimum() {
        var filter = new ScalingModel("prod", "filter");
        for (int minute = 0; minute < 60; minute++) {
            assertThat(filter.minute(OptionalInt.of(0))).isEqualTo(2);
        }
        for (int minute = 0; minute < 10; minute++) {
            filter.minute(OptionalInt.of(6_000));
        }
        assertThat(filter.minute(OptionalInt.of(6_000))).isEqualTo(3);
    }

    /** What is due by time makes no message while nobody looks. */
    @Test
    void ingestIsWokenByTheClockAndLeftToGoAgain() {
        var target = Template.resources("prod", "AWS::ApplicationAutoScaling::ScalableTarget").stream()
                .filter(found -> found.at("/ResourceId").asText().endsWith("/ingest"))
                .findFirst()
                .orElseThrow();

        assertThat(target.at("/ScheduledActions").findValuesAsText("Schedule"))
                .containsExactly("cron(0/15 * * * ? *)", "cron(4/15 * * * ? *)");
        assertThat(target.at("/ScheduledActions/0/ScalableTargetAction/MinCapacity")
                        .asInt())
                .isEqualTo(1);
        assertThat(target.at("/ScheduledActions/1/ScalableTargetAction/MinCapacity")
                        .asInt())
                .isZero();
    }

    private int minutes(int minutes, int backlog) {
        int tasks = 0;
        for (int minute = 0; minute < minutes; minute++) {
            tasks = ingest.minute(OptionalInt.of(backlog));
        }
        return tasks;
    }
}
