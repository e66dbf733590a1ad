package org.broadsheet.messaging;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox of one service: claims a batch, publishes it persistent and mandatory, and deletes in the same
 * transaction what the broker confirmed. What was refused or returned stays, later each time. A row leaves the table
 * only after its confirm, so a process may die anywhere; what it published twice is dropped by the consumers' inboxes.
 */
final class Relay {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration POSTPONE_BASE = Duration.ofSeconds(1);

    private final String service;
    private final MessagingConfig config;
    private final Transactions transactions;
    private final Outbox outbox;
    private final BrokerConnection broker;
    private final Wakeup wakeup;
    private final MessagingMetrics metrics;

    Relay(
            String service,
            MessagingConfig config,
            Transactions transactions,
            Outbox outbox,
            BrokerConnection broker,
            Wakeup wakeup,
            MessagingMetrics metrics) {
        this.service = service;
        this.config = config;
        this.transactions = transactions;
        this.outbox = outbox;
        this.broker = broker;
        this.wakeup = wakeup;
        this.metrics = metrics;
    }

    /** One channel's life: passes until the end is requested, and then as many as it takes to empty the outbox. */
    void run(Supervised.Stop stop) throws Exception {
        var channel = broker.openChannel();
        try {
            var window = new ConfirmWindow(channel);
            while (true) {
                int claimed = broker.isBlocked() ? 0 : pass(window);
                stop.healthy();
                if (claimed == 0) {
                    if (stop.isRequested()) {
                        return;
                    }
                    wakeup.await(config.pollInterval());
                }
            }
        } finally {
            channel.abort();
        }
    }

    private int pass(ConfirmWindow window) {
        return transactions.query(connection -> {
            var rows = outbox.claim(connection, config.relayBatchSize());
            if (!rows.isEmpty()) {
                settle(connection, rows, window.publish(rows, config.confirmTimeout()));
            }
            return rows.size();
        });
    }

    private void settle(Connection connection, List<Outbox.Row> rows, Set<Long> confirmed)
            throws java.sql.SQLException {
        outbox.remove(connection, confirmed);
        metrics.published(service, confirmed.size());
        var refused = rows.stream()
                .map(Outbox.Row::id)
                .filter(id -> !confirmed.contains(id))
                .toList();
        if (!refused.isEmpty()) {
            outbox.postpone(connection, refused, POSTPONE_BASE);
            metrics.refused(service, refused.size());
            log.atWarn()
                    .addKeyValue("service", service)
                    .addKeyValue("rows", refused.size())
                    .log("the broker refused or returned messages; they stay in the outbox and are published again");
        }
    }

    /** The confirms of one channel, which the relay's thread alone publishes on. */
    private static final class ConfirmWindow {
        private final Channel channel;
        private final ConcurrentHashMap<Long, Long> rowBySequence = new ConcurrentHashMap<>();
        private final Set<Long> confirmed = ConcurrentHashMap.newKeySet();
        private final Set<String> returned = ConcurrentHashMap.newKeySet();

        ConfirmWindow(Channel channel) throws IOException {
            this.channel = channel;
            channel.confirmSelect();
            channel.addConfirmListener(this::acked, (sequence, multiple) -> {});
            channel.addReturnListener(
                    message -> returned.add(message.getProperties().getMessageId()));
        }

        /** Publishes rows and waits for their confirms; answers the ids of those that reached a queue. */
        Set<Long> publish(List<Outbox.Row> rows, Duration timeout) {
            rowBySequence.clear();
            confirmed.clear();
            returned.clear();
            try {
                for (var row : rows) {
                    var message = row.outgoing();
                    rowBySequence.put(channel.getNextPublishSeqNo(), row.id());
                    channel.basicPublish(
                            message.exchange(),
                            message.routingKey(),
                            true,
                            message.envelope().properties(message.headers()),
                            message.envelope().body());
                }
                boolean all = channel.waitForConfirms(timeout.toMillis());
                log.atTrace().addKeyValue("all", all).log("confirmed");
            } catch (IOException e) {
                throw new BrokerException("publishing failed", e);
            } catch (TimeoutException e) {
                throw new BrokerException("no confirm within " + timeout.toSeconds() + " s: the outcome is unknown", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BrokerException("interrupted while waiting for confirms", e);
            }
            var result = new HashSet<>(confirmed);
            rows.stream()
                    .filter(row -> returned.contains(
                            row.outgoing().envelope().messageId().toString()))
                    .forEach(row -> result.remove(row.id()));
            return result;
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
}
