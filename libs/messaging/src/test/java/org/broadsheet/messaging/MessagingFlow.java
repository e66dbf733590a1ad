package org.broadsheet.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.RescreenDue;
import org.broadsheet.events.Service;
import org.broadsheet.testing.TestDatabase;

/** Messages of 1 KB through outbox, broker and inbox, by the code and the settings that services run with. */
final class MessagingFlow {
    private static final MessageType TYPE = MessageType.RESCREEN_DUE;
    private static final byte[] BODY = String.format(
                    "%-1024s", "{\"userId\": \"0193a1b2-0000-7000-8000-000000000001\", \"rulesVersion\": 1}")
            .getBytes(StandardCharsets.UTF_8);
    private static final int WARM_UP_SECONDS = 5;
    private static final int PER_COMMIT = 50;
    private static final int ON_THE_WAY = 10_000;
    private static final int WRITERS = 4;
    private static final Map<String, Object> SETTINGS =
            Map.of("attempts", 10, "retry-base", "1s", "confirm-timeout", "10s");

    private final TestDatabase database;
    private final String amqpUrl;

    MessagingFlow(TestDatabase database, String amqpUrl) {
        this.database = database;
        this.amqpUrl = amqpUrl;
    }

    /** @param longest and the others in milliseconds */
    record Delay(double p50, double p99, double longest) {}

    /** Takes note of what arrives. */
    private static final class Arrivals implements MessageHandler<RescreenDue> {
        private final AtomicLong count = new AtomicLong();
        private final Semaphore room = new Semaphore(ON_THE_WAY);

        @Override
        public Service service() {
            return Service.FILTER;
        }

        @Override
        public Class<RescreenDue> type() {
            return RescreenDue.class;
        }

        @Override
        public void handle(List<Received<RescreenDue>> batch) {
            count.addAndGet(batch.size());
            room.release(batch.size());
        }
    }

    /** Messages per second, handled and in the inbox, while the outbox is kept full. */
    double throughput(int seconds) throws InterruptedException {
        var arrivals = new Arrivals();
        try (var rig = Rig.start(database, Rig.freshPrefix(), amqpUrl, SETTINGS, arrivals)
                .declared()) {
            var ended = new AtomicBoolean();
            var writers = write(() -> {
                while (!ended.get()) {
                    arrivals.room.acquireUninterruptibly(PER_COMMIT);
                    commit(rig, PER_COMMIT);
                }
            });
            pass(writers, WARM_UP_SECONDS);
            long before = arrivals.count.get();
            long began = System.nanoTime();
            pass(writers, seconds);
            double rate = (arrivals.count.get() - before) / ((System.nanoTime() - began) / 1e9);
            ended.set(true);
            arrivals.room.release(WRITERS * PER_COMMIT);
            for (var writer : writers) {
                writer.join();
            }
            return rate;
        }
    }

    /** How long messages wait from their transaction until the broker has confirmed them, one in each commit. */
    Delay delay(int perSecond, int seconds) throws InterruptedException {
        try (var rig = Rig.start(database, Rig.freshPrefix(), amqpUrl, SETTINGS, new Arrivals())
                .declared()) {
            long began = System.nanoTime();
            var turn = new AtomicInteger();
            var writers = write(() -> {
                for (int i = turn.getAndIncrement(); i < perSecond * seconds; i = turn.getAndIncrement()) {
                    LockSupport.parkNanos(began + TimeUnit.SECONDS.toNanos(i) / perSecond - System.nanoTime());
                    commit(rig, 1);
                }
            });
            for (var writer : writers) {
                writer.join();
            }
            var delays = rig.timer("broadsheet.outbox.delay");
            var percentiles = delays.percentileValues();
            return new Delay(
                    percentiles[0].value(TimeUnit.MILLISECONDS),
                    percentiles[1].value(TimeUnit.MILLISECONDS),
                    delays.max(TimeUnit.MILLISECONDS));
        }
    }

    private static List<Thread> write(Runnable writing) {
        return Stream.generate(() -> Thread.ofVirtual().start(writing))
                .limit(WRITERS)
                .toList();
    }

    /** Lets time pass while the writers write. */
    private static void pass(List<Thread> writers, int seconds) throws InterruptedException {
        if (writers.getFirst().join(Duration.ofSeconds(seconds))) {
            throw new IllegalStateException("a writer has ended too early");
        }
    }

    /** Says some messages in one transaction; white space makes each as large as it is to be. */
    private static void commit(Rig rig, int count) {
        var messages = Stream.generate(UUID::randomUUID)
                .limit(count)
                .map(id -> new Outbox.Outgoing(
                        rig.exchange(),
                        TYPE.wireName(),
                        new Envelope(id, TYPE.wireName(), TYPE.schemaVersion(), null, BODY),
                        Map.of()))
                .toList();
        var publisher = (OutboxPublisher) rig.publisher("filter");
        rig.transactions("filter").executeWrite(status -> {
            publisher.add(messages);
            return true;
        });
    }
}
