package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;

/** Rows are committed in another order than their numbers were drawn in, and several relays publish them. */
class CommitOrderIT extends BrokerContract {
    private static final int WRITERS = 64;
    private static final int ROWS = Integer.getInteger("broadsheet.rows", 20_000);
    private static final int ROWS_PER_COMMIT = 20;
    private static final int RELAYS = 4;
    private static final long LONGEST_DELAY_MILLIS = 100;

    @Override
    Broker broker() {
        return TestRabbit.rabbitmq();
    }

    @Override
    Duration patience() {
        return Duration.ofMinutes(4);
    }

    @Test
    void everyRowOfManyWritersIsPublishedByManyRelays() throws Exception {
        var handler = new RescreenHandler(message -> {});
        try (var first = Rig.start(broker(), java.util.Map.of(), handler)) {
            handler.rig.complete(first);
            var relays =
                    IntStream.range(1, RELAYS).mapToObj(i -> first.another()).toList();
            try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
                var written = IntStream.range(0, WRITERS)
                        .mapToObj(writer -> writers.submit(() -> write(relays.get(writer % relays.size()), writer)))
                        .toList();
                for (Future<?> each : written) {
                    each.get();
                }
                await().atMost(patience()).until(() -> first.distinctEffects("filter") == ROWS);
                await().atMost(patience()).until(() -> first.count("filter", "SELECT count(*) FROM outbox") == 0);
                assertThat(first.effects("filter")).isEqualTo(ROWS);
            } finally {
                relays.forEach(Rig::close);
            }
        }
    }

    /** Its share of the rows, each commit held back for a while. */
    private static void write(Rig rig, int writer) {
        var random = new Random(writer);
        var mine = LongStream.range(0, ROWS)
                .filter(row -> row % WRITERS == writer)
                .boxed()
                .toList();
        for (int from = 0; from < mine.size(); from += ROWS_PER_COMMIT) {
            List<Long> rows = mine.subList(from, Math.min(from + ROWS_PER_COMMIT, mine.size()));
            var delay = random.nextLong(LONGEST_DELAY_MILLIS) / 1000.0;
            rig.transactions("filter").executeWrite(status -> {
                rows.forEach(row -> rig.publisher("filter").publish(rescreen(row)));
                try (var statement = status.getConnection().createStatement()) {
                    return statement.execute("SELECT pg_sleep(" + delay + ")");
                }
            });
        }
    }
}
