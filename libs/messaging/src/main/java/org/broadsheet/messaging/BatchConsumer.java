package org.broadsheet.messaging;

import java.time.Duration;

/** Reads a queue in batches: settle them in the database, then acknowledge them together. */
final class BatchConsumer {
    private static final Duration WAIT = Duration.ofMillis(200);

    /** For what has been delivered when the end is requested; the rest is delivered again. */
    private static final Duration LAST_WORK = Duration.ofSeconds(4);

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
        try (var subscription =
                new QueueSubscription(broker.openChannel(), queue, config.prefetch(), processor.inHand())) {
            while (!stop.isRequested()) {
                settle(subscription, WAIT);
                stop.healthy();
            }
            subscription.cancel();
            long deadline = System.nanoTime() + LAST_WORK.toNanos();
            boolean more = true;
            while (more && System.nanoTime() < deadline) {
                more = settle(subscription, Duration.ZERO);
            }
        }
    }

    /** @return whether there was anything */
    private boolean settle(QueueSubscription subscription, Duration wait) throws Exception {
        var batch = subscription.next(wait, config.batchSize());
        if (!batch.isEmpty()) {
            processor.process(batch);
            subscription.ackAll(batch);
        }
        return !batch.isEmpty();
    }
}
