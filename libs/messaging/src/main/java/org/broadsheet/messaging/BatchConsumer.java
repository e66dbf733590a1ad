package org.broadsheet.messaging;

import java.time.Duration;

/** Reads a queue in batches: settle them in the database, then acknowledge them together. */
final class BatchConsumer {
    private static final Duration WAIT = Duration.ofMillis(200);

    private final Processor<?> processor;
    private final BrokerConnection broker;
    private final String queue;
    private final MessagingConfig config;

    BatchConsumer(Processor<?> processor, BrokerConnection broker, String queue, MessagingConfig config) {
        this.processor = processor;
        this.broker = broker;
        this.queue = queue;
        this.config = config;
    }

    /** One channel's life. */
    void run(Supervised.Stop stop) throws Exception {
        try (var subscription = new QueueSubscription(broker.openChannel(), queue, config.prefetch())) {
            while (!stop.isRequested()) {
                var batch = subscription.next(WAIT, config.batchSize());
                if (!batch.isEmpty()) {
                    processor.process(batch);
                    subscription.ackUpTo(batch.getLast());
                }
                stop.healthy();
            }
        }
    }
}
