package org.broadsheet.messaging;

import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The moving parts of one service: its relay, its consumers and its retry lane, each on a thread of its own. */
final class ServiceMessaging {
    private static final Logger log = LoggerFactory.getLogger(ServiceMessaging.class);
    private static final Duration INBOX_CLEANING = Duration.ofHours(1);

    private final String service;
    private final Transactions transactions;
    private final Supervised relay;
    private final List<Supervised> consumers = new ArrayList<>();

    ServiceMessaging(
            String service,
            MessagingConfig config,
            ServiceOutbox outbox,
            List<Consumption<?>> consumptions,
            Connections connections,
            DeadLetters deadLetters,
            Backoff backoff,
            Topology topology,
            MessagingMetrics metrics,
            Deadlines deadlines) {
        this.service = service;
        this.transactions = outbox.transactions();
        var toBroker = new Relay(
                service, config, transactions, outbox.outbox(), connections.publishing(), outbox.wakeup(), metrics);
        relay = new Supervised(service + "-relay", metrics, toBroker::run);
        var processors = new ArrayList<Processor<?>>();
        for (var consumption : consumptions) {
            var processor = new Processor<>(consumption, transactions, deadLetters, backoff, metrics, deadlines);
            processors.add(processor);
            var inHand = processor.inHand();
            metrics.gauge("broadsheet.queue.unacknowledged", "consumer", processor.consumer(), inHand::count);
            for (int n = 0; n < consumption.sessions(); n++) {
                consumers.add(consumer(consumption, processor, config, connections, topology, metrics));
            }
        }
        if (!processors.isEmpty()) {
            consumers.addAll(
                    new RetrySchedule(transactions, processors, config.retryLease(), metrics).threads(service));
            consumers.add(new Supervised(service + "-inbox", metrics, this::cleanInbox));
        }
        metrics.gauge("broadsheet.outbox.depth", service, () -> depth(connection -> count(outbox, connection)));
        metrics.gauge("broadsheet.retry.depth", service, () -> depth(ServiceMessaging::countRetries));
    }

    /** What a service needs to publish. */
    record ServiceOutbox(Transactions transactions, Outbox outbox, Wakeup wakeup) {
        static ServiceOutbox of(TransactionOperations<Connection> operations, Outbox outbox) {
            return new ServiceOutbox(new Transactions(operations), outbox, new Wakeup());
        }
    }

    /** The connections of this process. */
    record Connections(BrokerConnection publishing, BrokerConnection consuming) {}

    void start() {
        relay.start();
        consumers.forEach(Supervised::start);
    }

    /** Consumers first, so that what they have just committed still goes out. */
    void stopConsuming() {
        consumers.forEach(Supervised::requestStop);
        consumers.forEach(Supervised::close);
    }

    void stopPublishing() {
        relay.close();
    }

    private static Supervised consumer(
            Consumption<?> consumption,
            Processor<?> processor,
            MessagingConfig config,
            Connections connections,
            Topology topology,
            MessagingMetrics metrics) {
        var queue = topology.queue(consumption.type(), consumption.service());
        Supervised.Session session = switch (consumption) {
            case Consumption.Batches<?> batches ->
                new BatchConsumer(processor, connections.consuming(), queue, config)::run;
            case Consumption.Work<?> work ->
                new WorkConsumer(
                        processor,
                        connections.consuming(),
                        queue,
                        work.handler().concurrency())::run;
        };
        return new Supervised(consumption.consumer(), metrics, session);
    }

    private void cleanInbox(Supervised.Stop stop) throws InterruptedException {
        while (!stop.isRequested()) {
            int forgotten = transactions.query(Inbox::forgetOld);
            stop.healthy();
            if (forgotten > 0) {
                log.atInfo()
                        .addKeyValue("service", service)
                        .addKeyValue("rows", forgotten)
                        .log("forgot messages received over 30 days ago");
            }
            stop.await(INBOX_CLEANING);
        }
    }

    private double depth(ToLongFunction<Connection> count) {
        try {
            return transactions.query(count::applyAsLong);
        } catch (RuntimeException e) {
            log.atDebug().addKeyValue("failure", FailureDigest.of(e)).log("no depth while the database is away");
            return Double.NaN;
        }
    }

    private static long count(ServiceOutbox outbox, Connection connection) {
        try {
            return outbox.outbox().depth(connection);
        } catch (java.sql.SQLException e) {
            throw new MessagingStoreException(e);
        }
    }

    private static long countRetries(Connection connection) {
        try {
            return Retries.depth(connection);
        } catch (java.sql.SQLException e) {
            throw new MessagingStoreException(e);
        }
    }
}
