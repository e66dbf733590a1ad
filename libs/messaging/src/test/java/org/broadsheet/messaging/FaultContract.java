package org.broadsheet.messaging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What messaging promises when processes stop, stall, die or come back late; whatever the broker. */
abstract class FaultContract extends BrokerContract {
    private static final Set<Long> SUSPECTS = Set.of(13L, 14L);

    @Test
    void whatIsLeftOfAnOrderlyEndIsDeliveredForTheFirstTime() throws Exception {
        var handled = new AtomicInteger();
        var handler = new RescreenHandler(message -> handled.incrementAndGet());
        try (var publisher = Rig.start(broker())) {
            publisher.declared();
            publisher.publish("filter", rescreens(2_000));
            try (var first = publisher.another(handler)) {
                handler.rig.complete(first);
                await().atMost(patience()).until(() -> handled.get() > 100);
            }
            long before = publisher.effects("filter");
            assertThat(publisher.count("filter", "SELECT count(*) FROM retry")).isZero();
            var second = new RescreenHandler(message -> {});
            try (var rig = publisher.another(second)) {
                second.rig.complete(rig);
                await().atMost(patience()).until(() -> rig.distinctEffects("filter") == 2_000);
                assertThat(rig.effects("filter")).isEqualTo(2_000);
                assertThat(rig.consumed("redelivered")).isLessThanOrEqualTo(before == 2_000 ? 0 : 200);
                await().atMost(patience()).until(() -> rig.count("filter", "SELECT count(*) FROM retry") == 0);
            }
        }
    }

    @Test
    void workThatPassesItsDeadlineIsReportedAndTriedAgain() {
        var attempts = new AtomicInteger();
        var never = new CountDownLatch(1);
        var handler = new PollHandler(message -> {
            if (attempts.incrementAndGet() == 1) {
                never.await();
            }
        });
        try (var rig = rig(Map.of("handler-deadline", "300ms"), handler)) {
            rig.publish("ingest", poll(1));
            await().atMost(patience()).until(() -> rig.effects("ingest") == 1);
            assertThat(rig.counter("broadsheet.handlers.overdue")).isEqualTo(1);
            assertThat(attempts.get()).isEqualTo(2);
        }
    }

    @Test
    void whatADeadProcessHadInHandIsTriedWithNothingBesideIt() throws Exception {
        var company = new AtomicInteger();
        var running = new AtomicInteger();
        var another = new CountDownLatch(1);
        var handler = new RescreenHandler(message -> {
            if (running.incrementAndGet() > 1) {
                another.countDown();
            }
            try {
                if (SUSPECTS.contains(message.event().rulesVersion()) && another.await(700, TimeUnit.MILLISECONDS)) {
                    company.incrementAndGet();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                running.decrementAndGet();
            }
        });
        try (var rig = Rig.start(broker())) {
            for (int version = 1; version <= 40; version++) {
                rig.waiting(rescreen(version), SUSPECTS.contains((long) version));
            }
            try (var second = rig.another(handler)) {
                handler.rig.complete(second);
                await().atMost(patience()).until(() -> second.distinctEffects("filter") == 40);
                await().atMost(patience()).until(() -> second.count("filter", "SELECT count(*) FROM retry") == 0);
                assertThat(second.effects("filter")).isEqualTo(40);
                assertThat(company.get()).isZero();
            }
        }
    }

    @Test
    void aRetryInHandIsNobodyElsesWhileItsProcessLives() {
        var attempts = new AtomicInteger();
        var handler = new PollHandler(message -> {
            attempts.incrementAndGet();
            boolean severalLeasesOver = !new CountDownLatch(1).await(2_500, TimeUnit.MILLISECONDS);
            assertThat(severalLeasesOver).isTrue();
        });
        try (var rig = Rig.start(broker(), Map.of("retry-lease", "600ms"))) {
            rig.waiting(poll(1), false);
            try (var first = rig.another(handler);
                    var second = rig.another(handler)) {
                handler.rig.complete(first);
                await().atMost(patience()).until(() -> first.effects("ingest") == 1);
                assertThat(second.count("ingest", "SELECT count(*) FROM retry")).isZero();
                assertThat(attempts.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void aConsumerThatWakesUpLateChangesNothing() throws Exception {
        var paused = new CountDownLatch(1);
        var resume = new CountDownLatch(1);
        var stopped = new AtomicInteger();
        var slow = new RescreenHandler(message -> {
            if (stopped.getAndIncrement() > 0) {
                return;
            }
            paused.countDown();
            try {
                assertThat(resume.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        var quick = new RescreenHandler(message -> {});
        try (var publisher = Rig.start(broker())) {
            publisher.declared();
            try (var first = publisher.another(slow)) {
                slow.rig.complete(first);
                publisher.publish("filter", rescreen(1));
                assertThat(paused.await(20, TimeUnit.SECONDS)).isTrue();
                // What the server does to a process that stopped inside a transaction.
                publisher.sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                                + "AND state = 'idle in transaction'");
                try (var second = publisher.another(quick)) {
                    quick.rig.complete(second);
                    publisher.waiting(rescreen(1), false);
                    await().atMost(patience()).until(() -> publisher.effects("filter") == 1);
                    resume.countDown();
                    await().atMost(patience()).until(() -> first.consumed("retried") + first.consumed("duplicate") > 0);
                }
            }
            assertThat(publisher.effects("filter")).isEqualTo(1);
        }
    }

    @Test
    void publishingDoesNotWaitForABrokerThatIsAway() {
        try (var rig = rig(new RescreenHandler(message -> {}))) {
            rig.declared();
            broker().stop();
            try {
                long began = System.nanoTime();
                for (var event : rescreens(50)) {
                    rig.publish("filter", event);
                }
                assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began))
                        .isLessThan(5);
            } finally {
                broker().start();
            }
            await().atMost(patience()).until(() -> rig.distinctEffects("filter") == 50);
            assertThat(rig.effects("filter")).isEqualTo(50);
        }
    }

    @Test
    void aBodyThatNoEventCanHaveGoesToTheDeadLettersAndTheConsumerStaysUp() throws Exception {
        try (var rig = rig(new RescreenHandler(message -> {}));
                var raw = raw()) {
            rig.declared();
            var queue = rig.queue("filter.rescreen-due");
            raw.publish(queue, "1", "rescreen.due", 1, "x".repeat(Codec.MAX_BODY + 1));
            raw.publish(queue, "2", "rescreen.due", 1, "");
            raw.publishBare(queue, "no properties at all");
            rig.publish("filter", rescreen(5));
            var reasons = new java.util.HashSet<String>();
            for (int i = 0; i < 3; i++) {
                var letter = raw.take(queue + Topology.DEAD);
                reasons.add(String.valueOf(letter.getProps().getHeaders().get("x-reason")));
                assertThat(letter.getProps().getMessageId()).isNotBlank();
            }
            assertThat(reasons)
                    .anyMatch(reason -> reason.contains("over " + Codec.MAX_BODY))
                    .hasSize(3);
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
        }
    }

    @Test
    void aDatabaseThatGoesAwayInTheMiddleOfABatchLosesNothing() throws Exception {
        var away = new AtomicBoolean();
        var rigs = new CompletableFuture<Rig>();
        var closing = new AtomicReference<Rig.Closing>();
        var handler = new RescreenHandler(message -> {
            if (!away.getAndSet(true)) {
                try {
                    closing.set(rigs.join().withoutDatabase());
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        try (var rig = rig(handler)) {
            rig.declared();
            rigs.complete(rig);
            rig.publish("filter", rescreen(1));
            await().atMost(patience()).until(() -> closing.get() != null);
            // Not even the retry table could be written: the consumer itself has given up.
            await().atMost(patience().multipliedBy(4))
                    .until(() -> rig.counter("broadsheet.sessions.failed", "filter.rescreen-due") > 0);
            requireNonNull(closing.get()).close();
            await().atMost(patience()).ignoreExceptions().until(() -> rig.distinctEffects("filter") == 1);
            await().atMost(patience()).until(() -> rig.count("filter", "SELECT count(*) FROM retry") == 0);
            assertThat(rig.effects("filter")).isEqualTo(1);
        }
    }

    @Test
    void workInHandAtTheEndOfAProcessIsDoneByAnother() throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var stuck = new PollHandler(message -> {
            if (message.event().equals(poll(0))) {
                begun.countDown();
                never.await();
            }
        });
        var quick = new PollHandler(message -> {});
        try (var publisher = Rig.start(broker())) {
            publisher.declared();
            try (var first = publisher.another(stuck)) {
                stuck.rig.complete(first);
                publisher.publish("ingest", poll(0));
                assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
                publisher.publish("ingest", poll(1), poll(2), poll(3));
                await().atMost(patience()).until(() -> publisher.effects("ingest") == 3);
            }
            try (var second = publisher.another(quick)) {
                quick.rig.complete(second);
                await().atMost(patience()).until(() -> publisher.distinctEffects("ingest") == 4);
            }
            assertThat(publisher.effects("ingest")).isEqualTo(4);
        }
    }

    @Test
    void anAttemptThatFailsAfterAnotherHasTakenItOverIsOneDeadLetter() throws Exception {
        var paused = new CountDownLatch(1);
        var resume = new CountDownLatch(1);
        var handler = new PollHandler(message -> {
            paused.countDown();
            assertThat(resume.await(20, TimeUnit.SECONDS)).isTrue();
            throw new IllegalStateException("on purpose");
        });
        try (var publisher = Rig.start(broker(), Map.of("retry-lease", "30s")).declared();
                var raw = raw()) {
            publisher.waiting(poll(1), false, 2);
            try (var late = publisher.another(handler);
                    var other = publisher.another(new PollHandler(message -> {}))) {
                handler.rig.complete(late);
                assertThat(paused.await(20, TimeUnit.SECONDS)).isTrue();
                // As if it had been stopped for longer than its lease.
                publisher.sql("UPDATE ingest.retry SET not_before = now()");
                var dead = other.queue("ingest.poll-due") + Topology.DEAD;
                assertThat(raw.take(dead).getProps().getMessageId()).isNotBlank();
                resume.countDown();
                await().atMost(patience())
                        .until(() -> late.consumed("dead") + other.consumed("dead") == 1 && raw.get(dead) == null);
                assertThat(publisher.count("ingest", "SELECT count(*) FROM retry"))
                        .isZero();
            }
            assertThat(raw.get(publisher.queue("ingest.poll-due") + Topology.DEAD))
                    .isNull();
        }
    }
}
