package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.PollDue;
import org.broadsheet.events.RescreenDue;
import org.junit.jupiter.api.Test;

/** What messaging promises, whatever the broker: run against RabbitMQ and against the embedded one. */
abstract class MessagingContract extends BrokerContract {
    @Test
    void whatACommittedTransactionPublishedIsHandledOnce() {
        try (var rig = rig(new RescreenHandler(message -> {}))) {
            for (int i = 0; i < 500; i++) {
                rig.publish("filter", rescreen(i));
            }
            await().atMost(patience()).until(() -> rig.distinctEffects("filter") == 500);
            await().atMost(patience()).until(() -> rig.count("filter", "SELECT count(*) FROM outbox") == 0);
            assertThat(rig.effects("filter")).isEqualTo(500);
        }
    }

    @Test
    void whatARolledBackTransactionPublishedIsNeverSaid() {
        try (var rig = rig(new RescreenHandler(message -> {}))) {
            assertThatThrownBy(() -> rig.transactions("filter").executeWrite(status -> {
                        rig.publisher("filter").publish(rescreen(1));
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessageContaining("on purpose");
            rig.publish("filter", rescreen(2));
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
            assertThat(rig.count("filter", "SELECT count(*) FROM effect WHERE key = '1'"))
                    .isZero();
        }
    }

    @Test
    void publishingOutsideATransactionIsRefused() {
        try (var rig = rig(new RescreenHandler(message -> {}))) {
            assertThatThrownBy(() -> rig.publisher("filter").publish(rescreen(1)))
                    .isInstanceOf(RuntimeException.class);
            assertThat(rig.count("filter", "SELECT count(*) FROM outbox")).isZero();
        }
    }

    @Test
    void aMessageDeliveredTwiceHasOneEffect() throws Exception {
        try (var rig = rig(new RescreenHandler(message -> {}));
                var raw = raw()) {
            rig.declared();
            var id = UUID.randomUUID();
            for (int i = 0; i < 3; i++) {
                raw.publish(rig.queue("filter.rescreen-due"), id, 7);
            }
            raw.publish(rig.queue("filter.rescreen-due"), UUID.randomUUID(), 8);
            await().atMost(patience()).until(() -> rig.distinctEffects("filter") == 2);
            assertThat(rig.effects("filter")).isEqualTo(2);
        }
    }

    @Test
    void theSameEventPublishedTwiceHasOneEffect() {
        try (var rig = rig(new RescreenHandler(message -> {}))) {
            rig.publish("filter", rescreen(1), rescreen(1));
            rig.publish("filter", rescreen(1));
            rig.publish("filter", rescreen(2));
            await().atMost(patience()).until(() -> rig.distinctEffects("filter") == 2);
            await().atMost(patience()).until(() -> rig.count("filter", "SELECT count(*) FROM outbox") == 0);
            assertThat(rig.effects("filter")).isEqualTo(2);
        }
    }

    @Test
    void aMessageThatFailsAloneIsTriedAgainAndDoesNotHoldItsNeighboursBack() throws Exception {
        var failures = new AtomicInteger();
        var handler = new RescreenHandler(message -> {
            if (message.event().rulesVersion() == 13 && failures.incrementAndGet() <= 2) {
                throw new IllegalStateException("on purpose");
            }
        });
        try (var rig = rig(handler)) {
            var events = java.util.stream.LongStream.range(0, 50)
                    .mapToObj(BrokerContract::rescreen)
                    .toArray(RescreenDue[]::new);
            rig.publish("filter", events);
            await().atMost(patience()).until(() -> rig.distinctEffects("filter") == 50);
            assertThat(rig.effects("filter")).isEqualTo(50);
            await().atMost(patience()).until(() -> rig.count("filter", "SELECT count(*) FROM retry") == 0);
        }
    }

    @Test
    void aMessageThatAlwaysFailsEndsInTheDeadLettersWithTheReason() throws Exception {
        var attempts = new AtomicInteger();
        var handler = new RescreenHandler(message -> {
            if (message.event().rulesVersion() == 13) {
                attempts.incrementAndGet();
                throw new IllegalStateException("a person's text");
            }
        });
        try (var rig = rig(handler);
                var raw = raw()) {
            rig.declared();
            rig.publish("filter", rescreen(13));
            var dead = raw.take(rig.queue("filter.rescreen-due.dead"));
            var headers = dead.getProps().getHeaders();
            assertThat(dead.getProps().getMessageId())
                    .isEqualTo(MessageType.messageId(rescreen(13)).toString());
            assertThat(String.valueOf(headers.get("x-reason")))
                    .contains("IllegalStateException", "MessagingContract")
                    .doesNotContain("a person's text");
            assertThat(headers.get("x-attempts")).hasToString("3");
            assertThat(headers.get("x-origin")).hasToString("filter.rescreen-due");
            assertThat(attempts.get()).isEqualTo(3);
            assertThat(rig.count("filter", "SELECT count(*) FROM retry")).isZero();
            rig.publish("filter", rescreen(14));
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
            assertThat(raw.get(rig.queue("filter.rescreen-due.dead"))).isNull();
        }
    }

    @Test
    void whatCantBeReadGoesToTheDeadLettersAtOnceAndTheConsumerStaysUp() throws Exception {
        try (var rig = rig(new RescreenHandler(message -> {}));
                var raw = raw()) {
            rig.declared();
            var queue = rig.queue("filter.rescreen-due");
            raw.publish(queue, UUID.randomUUID().toString(), "rescreen.due", 1, "{ nonsense");
            raw.publish(queue, UUID.randomUUID().toString(), "rescreen.due", 99, "{}");
            raw.publish(queue, "no uuid", "something.else", 1, "");
            raw.publish(queue, UUID.randomUUID(), 5);
            var reasons = ConcurrentHashMap.<String>newKeySet();
            for (int i = 0; i < 3; i++) {
                reasons.add(String.valueOf(
                        raw.take(queue + ".dead").getProps().getHeaders().get("x-reason")));
            }
            assertThat(reasons)
                    .anyMatch(reason -> reason.contains("schema version 99"))
                    .anyMatch(reason -> reason.contains("something.else"))
                    .anyMatch(reason -> reason.contains("not a rescreen.due"));
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
        }
    }

    @Test
    void whatNoQueueTakesStaysInTheOutboxUntilOneDoes() throws Exception {
        try (var rig = rig(new RescreenHandler(message -> {}));
                var raw = raw()) {
            rig.declared();
            rig.publish("filter", rescreen(1));
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
            raw.unbind(rig.queue("filter.rescreen-due"), rig.exchange(), "rescreen.due");
            rig.publish("filter", rescreen(2));
            await().atMost(patience())
                    .until(() -> rig.count("filter", "SELECT count(*) FROM outbox WHERE attempts > 0") == 1);
            raw.bind(rig.queue("filter.rescreen-due"), rig.exchange(), "rescreen.due");
            await().atMost(patience()).until(() -> rig.effects("filter") == 2);
            await().atMost(patience()).until(() -> rig.count("filter", "SELECT count(*) FROM outbox") == 0);
        }
    }

    @Test
    void aBrokerThatGoesAwayAndComesBackLosesNothingAndDoublesNothing() {
        try (var rig = rig(new RescreenHandler(message -> {}))) {
            for (int i = 0; i < 100; i++) {
                rig.publish("filter", rescreen(i));
            }
            broker().stop();
            try {
                for (int i = 100; i < 200; i++) {
                    rig.publish("filter", rescreen(i));
                }
            } finally {
                broker().start();
            }
            for (int i = 200; i < 300; i++) {
                rig.publish("filter", rescreen(i));
            }
            await().atMost(patience()).until(() -> rig.distinctEffects("filter") == 300);
            await().atMost(patience()).until(() -> rig.count("filter", "SELECT count(*) FROM outbox") == 0);
            await().atMost(patience()).until(() -> rig.count("filter", "SELECT count(*) FROM retry") == 0);
            assertThat(rig.effects("filter")).isEqualTo(300);
        }
    }

    @Test
    void workRunsOutsideTransactionsAndItsEffectHappensOnce() {
        Set<Boolean> inTransaction = ConcurrentHashMap.newKeySet();
        var failures = new AtomicInteger();
        var rigs = new java.util.concurrent.CompletableFuture<Rig>();
        var handler = new PollHandler(message -> {
            inTransaction.add(
                    rigs.join().transactions("ingest").findTransactionStatus().isPresent());
            if (failures.incrementAndGet() == 1) {
                throw new java.io.IOException("on purpose");
            }
        });
        try (var rig = rig(handler)) {
            rigs.complete(rig);
            var noon = Instant.parse("2026-11-20T12:00:00Z");
            for (int i = 0; i < 40; i++) {
                rig.publish("ingest", new PollDue(USER, noon.plusSeconds(i)));
            }
            await().atMost(patience()).until(() -> rig.distinctEffects("ingest") == 40);
            assertThat(rig.effects("ingest")).isEqualTo(40);
            assertThat(inTransaction).containsExactly(false);
        }
    }

    @Test
    void slowWorkDoesNotHoldOtherWorkBack() throws Exception {
        var release = new java.util.concurrent.CountDownLatch(1);
        var slow = Instant.parse("2026-11-20T00:00:00Z");
        var handler = new PollHandler(message -> {
            if (message.event().slot().equals(slow)) {
                boolean released = release.await(20, java.util.concurrent.TimeUnit.SECONDS);
                assertThat(released).isTrue();
            }
        });
        try (var rig = rig(handler)) {
            rig.publish("ingest", new PollDue(USER, slow));
            for (int i = 1; i <= 30; i++) {
                rig.publish("ingest", new PollDue(USER, slow.plusSeconds(i)));
            }
            await().atMost(patience()).until(() -> rig.distinctEffects("ingest") == 30);
            release.countDown();
            await().atMost(patience()).until(() -> rig.distinctEffects("ingest") == 31);
        }
    }

    @Test
    void theCorrelationIdGoesWithTheMessage() {
        var seen = ConcurrentHashMap.<String>newKeySet();
        var handler = new RescreenHandler(message -> seen.add(String.valueOf(message.correlationId())));
        try (var rig = rig(handler)) {
            try (var unused = org.slf4j.MDC.putCloseable("correlationId", "request-1")) {
                rig.publish("filter", rescreen(1));
            }
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
            assertThat(seen).containsExactly("request-1");
        }
    }

    @Test
    void aMessageThatBeginsSomethingIsWhatTheOthersBelongTo() {
        var seen = ConcurrentHashMap.<String>newKeySet();
        var handler = new RescreenHandler(
                message -> seen.add(message.messageId() + " belongs to " + message.correlationId()));
        try (var rig = rig(handler)) {
            rig.publish("filter", rescreen(1));
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
            var id = MessageType.messageId(rescreen(1));
            assertThat(seen).containsExactly(id + " belongs to " + id);
        }
    }
}
