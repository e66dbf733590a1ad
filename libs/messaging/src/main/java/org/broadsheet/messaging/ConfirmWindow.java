package org.broadsheet.messaging;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes rows of an outbox on one channel, persistent and mandatory, and finds out which of them reached a queue. A
 * message that no queue took comes back before its confirm on RabbitMQ, and is refused besides on Broker-J.
 */
final class ConfirmWindow {
    private static final Logger log = LoggerFactory.getLogger(ConfirmWindow.class);

    private final OwnedChannel channel;
    private final Duration timeout;
    private final ConcurrentHashMap<Long, Long> rowBySequence = new ConcurrentHashMap<>();
    private final Set<Long> confirmed = ConcurrentHashMap.newKeySet();
    private final Set<String> returned = ConcurrentHashMap.newKeySet();

    ConfirmWindow(OwnedChannel channel, Duration timeout) throws IOException {
        this.channel = channel;
        this.timeout = timeout;
        channel.get().confirmSelect();
        channel.get().addConfirmListener(this::acked, (sequence, multiple) -> {});
        channel.get()
                .addReturnListener(
                        message -> returned.add(message.getProperties().getMessageId()));
    }

    /**
     * Publishes rows and waits for their confirms.
     *
     * @return the ids of those that are safe in a queue; the others were refused or returned
     * @throws BrokerException if the outcome is unknown
     */
    Set<Long> publish(List<Outbox.Row> rows) {
        rowBySequence.clear();
        confirmed.clear();
        returned.clear();
        try {
            for (var row : rows) {
                send(row);
            }
            boolean all = channel.get().waitForConfirms(timeout.toMillis());
            log.atTrace().addKeyValue("all", all).log("confirmed");
        } catch (IOException e) {
            throw new BrokerException("publishing failed", e);
        } catch (TimeoutException e) {
            throw new BrokerException("no confirm within " + timeout.toSeconds() + " s: the outcome is unknown", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted while waiting for confirms", e);
        }
        var safe = new HashSet<>(confirmed);
        rows.stream()
                .filter(row ->
                        returned.contains(row.outgoing().envelope().messageId().toString()))
                .forEach(row -> safe.remove(row.id()));
        return safe;
    }

    private void send(Outbox.Row row) throws IOException {
        var message = row.outgoing();
        rowBySequence.put(channel.get().getNextPublishSeqNo(), row.id());
        channel.get()
                .basicPublish(
                        message.exchange(),
                        message.routingKey(),
                        true,
                        message.envelope().properties(message.headers()),
                        message.envelope().body());
    }

    private void acked(long sequence, boolean multiple) {
        if (!multiple) {
            confirm(sequence);
            return;
        }
        rowBySequence.keySet().stream().filter(s -> s <= sequence).toList().forEach(this::confirm);
    }

    private void confirm(long sequence) {
        var row = rowBySequence.remove(sequence);
        if (row != null) {
            confirmed.add(row);
        }
    }
}
