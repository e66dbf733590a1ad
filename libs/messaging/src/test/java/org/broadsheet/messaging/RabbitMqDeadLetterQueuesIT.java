package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.broadsheet.messaging.DeadLetterOutcome.Counts;
import org.broadsheet.messaging.Letters.Letter;
import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;

class RabbitMqDeadLetterQueuesIT extends DeadLetterQueuesContract {
    @Override
    Broker broker() {
        return TestRabbit.rabbitmq();
    }

    /** Broker-J has no limit for the length of a queue. */
    @Test
    void whatAFullQueueRefusesStaysAmongTheDeadLetters() throws Exception {
        letters.delete(prefix + RESCREEN);
        letters.declareWork(RESCREEN, 5);
        letters.put(
                RESCREEN,
                IntStream.range(0, 500).mapToObj(i -> Letter.of(i, "r", NOON)).toList());
        var counts = sum(queues.replay(DeadLetterFilter.ALL));
        assertThat(counts.refused()).isPositive();
        assertThat(counts).isEqualTo(new Counts(500, 500 - counts.refused(), counts.refused(), counts.refused()));
        assertThat(letters.drain(prefix + RESCREEN)).hasSize((int) counts.settled());
        assertThat(letters.drain(letters.dead(RESCREEN))).hasSize((int) counts.left());
    }
}
