package org.broadsheet.messaging;

import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;

/**
 * Goes once through the dead letters of one consumer, in the broker's order, holding one body at a time. What is not
 * settled goes back, one by one: Broker-J gives several at once back wrongly. The process may die anywhere, the broker
 * then gives everything back that was not acknowledged.
 */
final class DeadLetterWalk {
    private static final Duration LONGEST_RETURN = Duration.ofSeconds(10);

    private final OwnedChannel channel;
    private final String consumer;
    private final String queue;
    private final BitSet unsettled = new BitSet();
    private long matched;
    private long settled;
    private long refused;

    DeadLetterWalk(OwnedChannel channel, String consumer, String queue) {
        this.channel = channel;
        this.consumer = consumer;
        this.queue = queue;
    }

    DeadLetterOutcome go(DeadLetterFilter filter, DeadLetterTreatment treatment) {
        long waiting = 0;
        try {
            waiting = channel.get().queueDeclarePassive(queue).getMessageCount();
            visit(waiting, filter, treatment);
            settle(treatment.finish());
            giveBack();
            awaitReturn(waiting - settled);
            return new DeadLetterOutcome.Finished(consumer, counts(waiting));
        } catch (BrokerException e) {
            return new DeadLetterOutcome.Broken(consumer, counts(waiting), String.valueOf(e.getMessage()));
        } catch (IOException | ShutdownSignalException e) {
            return BrokerProblem.isNotFound(e)
                    ? new DeadLetterOutcome.Missing(consumer)
                    : new DeadLetterOutcome.Broken(
                            consumer,
                            counts(waiting),
                            "the broker ended the connection (" + FailureDigest.kinds(e) + ")");
        }
    }

    /** As many as waited at the start, so that a letter which comes back while we walk is not met again. */
    private void visit(long waiting, DeadLetterFilter filter, DeadLetterTreatment treatment) throws IOException {
        for (long i = 0; i < waiting && matched < filter.limit(); i++) {
            var response = channel.get().basicGet(queue, false);
            if (response == null) {
                return;
            }
            var delivery = new Delivery(response.getEnvelope(), response.getProps(), response.getBody());
            unsettled.set((int) response.getEnvelope().getDeliveryTag());
            var letter = DeadLetterHeaders.read(consumer, delivery);
            if (filter.matches(letter)) {
                matched++;
                settle(treatment.take(letter, delivery));
            }
        }
    }

    private void settle(DeadLetterTreatment.Settled now) throws IOException {
        for (long tag : now.tags()) {
            channel.get().basicAck(tag, false);
            unsettled.clear((int) tag);
            settled++;
        }
        refused += now.refused();
    }

    private void giveBack() throws IOException {
        for (int tag = unsettled.nextSetBit(0); tag >= 0; tag = unsettled.nextSetBit(tag + 1)) {
            channel.get().basicNack(tag, false, true);
        }
    }

    /**
     * Quorum queues take letters back some time after they were told to. Whoever walks next, as a script does that lists and
     * then replays, must meet them all, so this asks until they are there, each time over a round trip to the broker. Where
     * another operator has taken some meanwhile, it gives up: they are not lost.
     */
    private void awaitReturn(long letters) throws IOException {
        long deadline = System.nanoTime() + LONGEST_RETURN.toNanos();
        while (channel.get().queueDeclarePassive(queue).getMessageCount() < letters && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private DeadLetterOutcome.Counts counts(long waiting) {
        return new DeadLetterOutcome.Counts(matched, settled, refused, waiting - settled);
    }
}
