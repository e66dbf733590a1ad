package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.broadsheet.events.Service;
import org.broadsheet.messaging.QueueCensus.Count;
import org.junit.jupiter.api.Test;

/** What waits for services, seen from a process that consumes none of it, whatever the broker. */
abstract class QueueCensusContract extends BrokerContract {
    @Test
    void messagesThatNobodyTakesAreCountedForTheirService() throws Exception {
        try (var rig = rig(new RescreenHandler(message -> {})).declared()) {
            rig.publish("filter", poll(1), poll(2), poll(3));

            await().atMost(patience()).until(() -> waiting(rig.census(), Service.INGEST) >= 3);
            // declared() has published one that feed and ingest would take.
            assertThat(waiting(rig.census(), Service.INGEST)).isEqualTo(4);
            assertThat(waiting(rig.census(), Service.FEED)).isEqualTo(1);
            assertThat(waiting(rig.census(), Service.USER)).isZero();
            assertThat(rig.census().take())
                    .filteredOn(Count::isUnattended)
                    .extracting(Count::service)
                    .containsExactlyInAnyOrder(Service.INGEST, Service.INGEST, Service.FEED);
        }
    }

    @Test
    void whatAConsumerHasInHandIsSaidByItsProcess() throws Exception {
        var release = new CountDownLatch(1);
        var handler = heldUntil(release);
        try (var rig = rig(Map.of("prefetch", 4, "batch-size", 2), handler)) {
            rig.publish("filter", rescreens(10));

            await().atMost(patience()).until(() -> inHand(rig) == 4);
            await().atMost(patience()).until(() -> waiting(rig.census(), Service.FILTER) >= 6);
            assertThat(rig.census().take()).filteredOn(Count::isUnattended).isEmpty();
            release.countDown();
            await().atMost(patience()).until(() -> inHand(rig) == 0 && rig.effects("filter") == 10);
            await().atMost(patience()).until(() -> waiting(rig.census(), Service.FILTER) == 0);
        }
    }

    @Test
    void aQueueThatIsMissingIsThereAtTheNextLook() throws Exception {
        try (var rig = rig(new RescreenHandler(message -> {})).declared();
                var letters = new Letters(broker(), rig.prefix())) {
            assertThat(rig.census().take()).hasSizeGreaterThan(20);
            letters.delete(rig.queue("ingest.poll-due"));

            assertThatThrownBy(() -> rig.census().take())
                    .isInstanceOf(IOException.class)
                    .hasMessage("the queues could not be counted");
            assertThat(counts(rig)).hasSizeGreaterThan(20);
        }
    }

    @Test
    void aBrokerThatIsAwayGivesNoCountAndComesBack() {
        try (var rig = rig(new RescreenHandler(message -> {})).declared()) {
            assertThat(counts(rig)).isNotEmpty();
            broker().stop();
            try {
                assertThatThrownBy(() -> rig.census().take()).isInstanceOf(IOException.class);
            } finally {
                broker().start();
            }
            assertThat(counts(rig)).isNotEmpty();
            // Not before it works again: its queues are deleted next, and a RabbitMQ that is still recovering them
            // falls ill.
            rig.publish("filter", rescreen(1));
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
        }
    }

    private List<Count> counts(Rig rig) {
        return await().atMost(patience())
                .ignoreExceptions()
                .until(() -> rig.census().take(), found -> true);
    }

    private static double inHand(Rig rig) {
        return rig.registry()
                .get("broadsheet.queue.unacknowledged")
                .tag("consumer", "filter.rescreen-due")
                .gauge()
                .value();
    }

    private static long waiting(QueueCensus census, Service service) throws IOException {
        return census.take().stream()
                .filter(count -> count.service() == service)
                .mapToLong(Count::waiting)
                .sum();
    }
}
