package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.RescreenDue;
import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestPostgres;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that die without a word, at the worst moments. */
class DyingProcessIT extends BrokerContract {
    private static final int DEATHS = Integer.getInteger("broadsheet.deaths", 1);
    private static final int MESSAGES = 120;
    private static final long SEED = 20261121;

    @Override
    Broker broker() {
        return TestRabbit.rabbitmq();
    }

    /** Alone in a batch or among others, first or last: chance decides, by a fixed seed. */
    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void aProcessThatDiesAtABoundaryLosesNothingAndDoublesNothing(CrashPoint point) throws Exception {
        var random = new Random(SEED + point.ordinal());
        try (var rig = withoutRelay()) {
            var said = new AtomicLong();
            Runnable more = () -> publish(rig, said.get(), said.addAndGet(MESSAGES));
            for (int death = 0; death < DEATHS; death++) {
                more.run();
                DyingProcess.runUntilDead(rig, broker(), point.name(), Integer.toString(1 + random.nextInt(3)), more);
            }
            var handler = new RescreenHandler(message -> {});
            try (var healthy = healthy(rig, handler)) {
                long expected = said.get();
                await().atMost(patience()).until(() -> healthy.distinctEffects("filter") == expected);
                await().atMost(patience()).until(() -> healthy.count("filter", "SELECT count(*) FROM outbox") == 0);
                await().atMost(patience()).until(() -> healthy.count("filter", "SELECT count(*) FROM retry") == 0);
                assertThat(healthy.effects("filter")).isEqualTo(expected);
            } finally {
                RawBroker.delete(broker().amqpUrl(), rig.prefix());
            }
        }
    }

    /** What it says stays in its outbox: the process that dies must find it. */
    private static Rig withoutRelay() {
        return Rig.start(
                TestPostgres.shared().freshDatabase(), Rig.freshPrefix(), "amqp://nobody@127.0.0.1:1", Map.of());
    }

    private Rig healthy(Rig rig, RescreenHandler handler) {
        var healthy = Rig.start(rig.database(), rig.prefix(), broker().amqpUrl(), Map.of(), handler);
        handler.rig.complete(healthy);
        return healthy;
    }

    private static void publish(Rig rig, long from, long to) {
        for (long at = from; at < to; at += 10) {
            rig.publish(
                    "filter",
                    LongStream.range(at, at + 10)
                            .mapToObj(BrokerContract::rescreen)
                            .toArray(RescreenDue[]::new));
        }
    }

    @Test
    void aMessageThatKillsItsProcessEndsInTheDeadLettersAlone() throws Exception {
        try (var rig = Rig.start(broker());
                var raw = raw()) {
            rig.declared();
            rig.publish("filter", rescreens(200));
            // The first delivery, and the three attempts that this rig allows.
            for (int death = 0; death < 4; death++) {
                DyingProcess.runUntilDead(rig, broker(), "MESSAGE", "13", () -> {});
            }
            var handler = new RescreenHandler(message -> {});
            try (var healthy = rig.another(handler)) {
                handler.rig.complete(healthy);
                await().atMost(patience()).until(() -> healthy.distinctEffects("filter") == 199);
                var dead = raw.take(rig.queue("filter.rescreen-due") + Topology.DEAD);
                assertThat(dead.getProps().getMessageId())
                        .isEqualTo(MessageType.messageId(rescreen(13)).toString());
                assertThat(String.valueOf(dead.getProps().getHeaders().get("x-reason")))
                        .contains("died at every attempt");
                await().atMost(patience()).until(() -> healthy.count("filter", "SELECT count(*) FROM retry") == 0);
                assertThat(healthy.effects("filter")).isEqualTo(199);
                assertThat(raw.get(rig.queue("filter.rescreen-due") + Topology.DEAD))
                        .isNull();
            }
        }
    }
}
