package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;

/** Queues of RabbitMQ that hold as much as they may. The embedded broker has no such limit. */
class FullQueueIT extends BrokerContract {
    @Override
    Broker broker() {
        return TestRabbit.rabbitmq();
    }

    @Test
    void whatAFullQueueRefusesWaitsInTheOutboxUntilThereIsRoom() {
        Map<String, Object> small = Map.of("max-length", 10, "relay-batch-size", 20);
        try (var publisher = Rig.start(broker(), small)) {
            publisher.declared();
            publisher.publish("filter", rescreens(200));
            await().atMost(patience()).until(() -> publisher.counter("broadsheet.outbox.refused") > 0);
            assertThat(publisher.count("filter", "SELECT count(*) FROM outbox")).isPositive();
            var handler = new RescreenHandler(message -> {});
            try (var consumer = publisher.another(handler)) {
                handler.rig.complete(consumer);
                await().atMost(patience().multipliedBy(3)).until(() -> consumer.distinctEffects("filter") == 200);
                await().atMost(patience()).until(() -> consumer.count("filter", "SELECT count(*) FROM outbox") == 0);
                assertThat(consumer.effects("filter")).isEqualTo(200);
            }
        }
    }
}
