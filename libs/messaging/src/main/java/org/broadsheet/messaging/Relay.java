package org.broadsheet.messaging;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

    /**
     * Between two claims that look at the whole table. Those in between start at a horizon, before which nothing new can
     * come: while an old snapshot keeps vacuum from removing what was deleted, they need not step over all of it. What
     * they leave out are rows that were postponed, or that another relay had and did not publish.
     */
    private static final Duration WHOLE_TABLE = Duration.ofSeconds(2);

    private final String service;
    private final MessagingConfig config;
    private final Transactions transactions;
    private final Outbox outbox;
    private final BrokerConnection broker;
    private final Wakeup wakeup;
    private final MessagingMetrics metrics;
    private final Pace wholeTable = new Pace(WHOLE_TABLE);
    private long horizon;

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
        try (var channel = broker.openChannel()) {
            var window = new ConfirmWindow(channel, config.confirmTimeout());
            wholeTable.reset();
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
        }
    }

    private int pass(ConfirmWindow window) {
        boolean whole = wholeTable.isDue();
        if (whole) {
            wholeTable.start();
        }
        var claim = transactions.query(connection -> {
            var claimed = outbox.claim(connection, whole ? 0 : horizon, config.relayBatchSize());
            if (!claimed.rows().isEmpty()) {
                long began = System.nanoTime();
                var confirmed = window.publish(claimed.rows());
                settle(connection, claimed.rows(), confirmed);
                measure(claimed.rows(), Duration.ofNanos(System.nanoTime() - began));
            }
            return claimed;
        });
        horizon = Math.max(horizon, claim.horizon());
        return claim.rows().size();
    }

    private void measure(List<Outbox.Row> rows, Duration publishing) {
        rows.forEach(row -> metrics.delayed(service, publishing.plusMillis(row.age())));
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
}
