package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.broadsheet.testing.SettableClock;
import org.junit.jupiter.api.Test;

class QueueJudgeTest {
    private static final String CONSUMER = "filter.rescreen-due";

    private final SettableClock clock = SettableClock.at("2026-11-21T07:30:00Z");
    private final QueueActivity activity = new QueueActivity(clock);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Alarms alarms = new Alarms(registry);
    private final QueueJudge judge = new QueueJudge(
            new QueueWatchConfig(
                    Duration.ofSeconds(15),
                    10_000,
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60)),
            activity,
            alarms);
    private final WatchedQueue queue = new WatchedQueue(CONSUMER, CONSUMER, CONSUMER + ".dead", activity);

    private boolean raised(AlarmKind kind) {
        judge.judge(queue);
        return alarms.isRaised(kind, CONSUMER);
    }

    private void later(int seconds, long waiting) {
        clock.advance(Duration.ofSeconds(seconds));
        queue.waiting(waiting);
    }

    private void delivered(int publishedSecondsAgo) {
        activity.delivered(CONSUMER, Optional.of(clock.instant().minusSeconds(publishedSecondsAgo)));
    }

    @Test
    void aQueueIsTooLongAboveItsThreshold() {
        later(0, 10_000);
        assertThat(raised(AlarmKind.QUEUE_DEPTH)).isFalse();
        later(15, 10_001);
        assertThat(raised(AlarmKind.QUEUE_DEPTH)).isTrue();
        later(15, 9_999);
        assertThat(raised(AlarmKind.QUEUE_DEPTH)).isFalse();
    }

    @Test
    void messagesThatWaitUndeliveredForHalfAMinuteAreStuck() {
        later(0, 5);
        later(30, 5);
        assertThat(raised(AlarmKind.QUEUE_STUCK)).isFalse();
        later(1, 5);
        assertThat(raised(AlarmKind.QUEUE_STUCK)).isTrue();
        delivered(0);
        assertThat(raised(AlarmKind.QUEUE_STUCK)).isFalse();
    }

    @Test
    void aMessageInAQueueThatWasIdleForLongIsNeitherOldNorStuck() {
        later(0, 0);
        delivered(0);
        later(3_600, 0);
        later(15, 1);
        assertThat(queue.age()).isEqualTo(15);
        assertThat(raised(AlarmKind.QUEUE_AGE)).isFalse();
        assertThat(raised(AlarmKind.QUEUE_STUCK)).isFalse();
    }

    @Test
    void aBacklogIsAsOldAsWhatIsDelivered() {
        later(0, 500);
        for (int i = 0; i < 20; i++) {
            later(15, 500);
            delivered(90);
        }
        assertThat(queue.age()).isEqualTo(90);
        assertThat(raised(AlarmKind.QUEUE_AGE)).isTrue();
        assertThat(raised(AlarmKind.QUEUE_STUCK)).isFalse();
        later(0, 0);
        assertThat(raised(AlarmKind.QUEUE_AGE)).isFalse();
    }

    @Test
    void whatIsUnknownLeavesAlarmsAsTheyAre() {
        later(0, 20_000);
        assertThat(raised(AlarmKind.QUEUE_DEPTH)).isTrue();
        queue.unknown();
        clock.advance(Duration.ofMinutes(10));
        assertThat(raised(AlarmKind.QUEUE_DEPTH)).isTrue();
        assertThat(queue.age()).isNaN();
        assertThat(raised(AlarmKind.QUEUE_STUCK)).isFalse();
        later(0, 3);
        assertThat(raised(AlarmKind.QUEUE_DEPTH)).isFalse();
        assertThat(raised(AlarmKind.QUEUE_AGE)).isFalse();
        assertThat(raised(AlarmKind.QUEUE_STUCK)).isFalse();
    }

    @Test
    void anAlarmIsASeriesFromTheStart() {
        later(0, 0);
        judge.judge(queue);
        assertThat(registry.get("broadsheet.alarm")
                        .tag("kind", "queue-stuck")
                        .tag("queue", CONSUMER)
                        .gauge()
                        .value())
                .isZero();
    }
}
