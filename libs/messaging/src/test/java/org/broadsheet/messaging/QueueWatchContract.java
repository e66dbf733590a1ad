package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.broadsheet.messaging.Letters.Letter;
import org.junit.jupiter.api.Test;

/** What is measured and alarmed of queues, outboxes and retry tables, whatever the broker. */
abstract class QueueWatchContract extends BrokerContract {
    private static final String RESCREEN = "filter.rescreen-due";
    private static final String POLL = "ingest.poll-due";
    private static final Map<String, Object> QUICK = Map.of("watch.interval", "100ms");

    private static double gauge(Rig rig, String name, String tag, String value) {
        return rig.registry().get(name).tag(tag, value).gauge().value();
    }

    private static double queueGauge(Rig rig, String name) {
        return gauge(rig, name, "consumer", RESCREEN);
    }

    private static boolean alarm(Rig rig, String kind, String queue) {
        var gauge = rig.registry()
                .find("broadsheet.alarm")
                .tag("kind", kind)
                .tag("queue", queue)
                .gauge();
        return gauge != null && gauge.value() == 1;
    }

    private void awaitAlarm(Rig rig, String kind, String queue, boolean raised) {
        await(kind + " " + raised).atMost(patience()).until(() -> alarm(rig, kind, queue) == raised);
    }

    @Test
    void deadLettersAreMeasuredAndAlarmUntilTheyAreGone() throws Exception {
        try (var rig = rig(QUICK, new RescreenHandler(message -> {})).declared();
                var letters = new Letters(broker(), rig.prefix());
                var operator =
                        DeadLetterQueues.open(broker().amqpUrl(), "the test", rig.prefix(), Duration.ofSeconds(5))) {
            await().atMost(patience()).until(() -> queueGauge(rig, "broadsheet.dead.depth") == 0);
            assertThat(alarm(rig, "dead-letters", RESCREEN)).isFalse();
            var anHourAgo = Instant.now().minus(Duration.ofHours(1));
            letters.put(RESCREEN, Letter.of(1, "r", anHourAgo), Letter.of(2, "r", Instant.now()));
            awaitAlarm(rig, "dead-letters", RESCREEN, true);
            await().atMost(patience()).until(() -> queueGauge(rig, "broadsheet.dead.oldest.age") >= 3_600);
            assertThat(queueGauge(rig, "broadsheet.dead.oldest.age")).isBetween(3_600.0, 3_700.0);
            await().atMost(patience())
                    .until(() -> sumOf(operator, DeadLetterFilter.ALL).left() == 0);
            awaitAlarm(rig, "dead-letters", RESCREEN, false);
            assertThat(queueGauge(rig, "broadsheet.dead.oldest.age")).isZero();
        }
    }

    /** Discards; a letter that the watch has in hand at that moment is left, so once may not be enough. */
    private static DeadLetterOutcome.Counts sumOf(DeadLetterQueues operator, DeadLetterFilter filter) throws Exception {
        return operator.discard(filter).stream()
                .map(DeadLetterOutcome::counts)
                .reduce(DeadLetterOutcome.Counts.NONE, DeadLetterOutcome.Counts::plus);
    }

    @Test
    void aConsumerThatHangsAlarmsByDepthAgeAndStillnessUntilItGoesOn() throws Exception {
        var release = new CountDownLatch(1);
        var handler = heldUntil(release);
        var settings = Map.<String, Object>of(
                "watch.interval",
                "100ms",
                "watch.max-depth",
                2,
                "watch.max-age",
                "500ms",
                "watch.stuck-after",
                "500ms",
                "prefetch",
                1,
                "batch-size",
                1);
        try (var rig = rig(settings, handler)) {
            rig.publish("filter", rescreens(6));
            awaitAlarm(rig, "queue-depth", RESCREEN, true);
            awaitAlarm(rig, "queue-stuck", RESCREEN, true);
            awaitAlarm(rig, "queue-age", RESCREEN, true);
            assertThat(queueGauge(rig, "broadsheet.queue.depth")).isBetween(5.0, 6.0);
            release.countDown();
            awaitAlarm(rig, "queue-depth", RESCREEN, false);
            awaitAlarm(rig, "queue-stuck", RESCREEN, false);
            awaitAlarm(rig, "queue-age", RESCREEN, false);
            var inQueue = rig.registry()
                    .get("broadsheet.queue.time")
                    .tag("consumer", RESCREEN)
                    .timer();
            assertThat(inQueue.count()).isEqualTo(6);
        }
    }

    @Test
    void aRefusedPublishAlarmsWithinFiveSecondsAndForAWhile() throws Exception {
        var settings = Map.<String, Object>of("watch.interval", "100ms", "watch.refused-for", "3s");
        try (var rig = rig(settings, new RescreenHandler(message -> {})).declared();
                var raw = raw()) {
            raw.unbind(rig.queue(RESCREEN), rig.exchange(), "rescreen.due");
            rig.publish("filter", rescreen(1));
            await().atMost(patience()).until(() -> rig.counter("broadsheet.outbox.refused") > 0);
            await().atMost(Duration.ofSeconds(5)).until(() -> alarm(rig, "outbox-refused", "filter.outbox"));
            assertThat(alarm(rig, "outbox-refused", "ingest.outbox")).isFalse();
            raw.bind(rig.queue(RESCREEN), rig.exchange(), "rescreen.due");
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
            awaitAlarm(rig, "outbox-refused", "filter.outbox", false);
        }
    }

    @Test
    void whileTheBrokerIsAwayQueuesAreUnknownAndTheOutboxAges() {
        var settings = Map.<String, Object>of("watch.interval", "100ms", "watch.outbox-max-age", "1s");
        try (var rig = rig(settings, new RescreenHandler(message -> {})).declared()) {
            await().atMost(patience()).until(() -> queueGauge(rig, "broadsheet.queue.depth") == 0);
            broker().stop();
            try {
                rig.publish("filter", rescreen(1));
                await().atMost(patience()).until(() -> Double.isNaN(queueGauge(rig, "broadsheet.queue.depth")));
                assertThat(queueGauge(rig, "broadsheet.dead.depth")).isNaN();
                awaitAlarm(rig, "outbox-age", "filter.outbox", true);
                assertThat(gauge(rig, "broadsheet.outbox.oldest.age", "service", "filter"))
                        .isGreaterThan(1);
            } finally {
                broker().start();
            }
            awaitAlarm(rig, "outbox-age", "filter.outbox", false);
            await().atMost(patience()).until(() -> queueGauge(rig, "broadsheet.queue.depth") == 0);
            assertThat(gauge(rig, "broadsheet.outbox.oldest.age", "service", "filter"))
                    .isZero();
        }
    }

    @Test
    void whileADatabaseIsAwayItsTablesAreUnknownAndQueuesAreNot() throws Exception {
        try (var rig = rig(QUICK, new RescreenHandler(message -> {})).declared()) {
            rig.waiting(rescreen(1), false);
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
            await().atMost(patience()).until(() -> gauge(rig, "broadsheet.retry.oldest.age", "service", "filter") == 0);
            rig.sql("ALTER TABLE filter.retry RENAME TO gone");
            await().atMost(patience())
                    .until(() -> Double.isNaN(gauge(rig, "broadsheet.outbox.oldest.age", "service", "filter")));
            assertThat(gauge(rig, "broadsheet.outbox.oldest.age", "service", "ingest"))
                    .isZero();
            assertThat(queueGauge(rig, "broadsheet.queue.depth")).isZero();
            rig.sql("ALTER TABLE filter.gone RENAME TO retry");
            await().atMost(patience()).until(() -> gauge(rig, "broadsheet.retry.oldest.age", "service", "filter") == 0);
        }
    }

    @Test
    void aQueueThatIsMissingDoesNotHideTheOthers() throws Exception {
        var poll = new PollHandler(message -> {});
        try (var rig = Rig.start(broker(), QUICK, poll, new RescreenHandler(message -> {}))
                        .declared();
                var letters = new Letters(broker(), rig.prefix())) {
            await().atMost(patience()).until(() -> deadDepth(rig, RESCREEN) == 0 && deadDepth(rig, POLL) == 0);
            letters.delete(letters.dead(RESCREEN));
            letters.put(POLL, Letter.of(1, "r", Instant.now()));
            await().atMost(patience()).until(() -> Double.isNaN(deadDepth(rig, RESCREEN)) && deadDepth(rig, POLL) == 1);
            letters.delete(letters.dead(POLL));
            letters.declareDead(POLL);
            letters.declareDead(RESCREEN);
            letters.put(RESCREEN, Letter.of(1, "r", Instant.now()));
            await().atMost(patience()).until(() -> deadDepth(rig, RESCREEN) == 1 && deadDepth(rig, POLL) == 0);
        }
    }

    private static double deadDepth(Rig rig, String consumer) {
        return gauge(rig, "broadsheet.dead.depth", "consumer", consumer);
    }

    @Test
    void aHeadThatIsTooLargeToTakeIsLetBe() throws Exception {
        try (var rig = rig(QUICK, new RescreenHandler(message -> {})).declared();
                var letters = new Letters(broker(), rig.prefix())) {
            letters.put(RESCREEN, new Letter(UUID.randomUUID(), "r", Instant.now(), "x".repeat(2 << 20)));
            await().atMost(patience())
                    .until(() -> deadDepth(rig, RESCREEN) == 1
                            && Double.isNaN(queueGauge(rig, "broadsheet.dead.oldest.age")));
            awaitAlarm(rig, "dead-letters", RESCREEN, true);
            rig.publish("filter", rescreen(1));
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
        }
    }
}
