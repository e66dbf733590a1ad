package org.broadsheet.messaging;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param url AMQP 0-9-1 address with user and password, {@code amqp://user:password@host:port/virtual-host}
 * @param prefix put before the name of every exchange and queue, so that several systems can share a virtual host
 * @param maxLength how many messages a queue holds at most; a full one refuses more, which then wait in the outbox. A queue
 *     keeps the length it was declared with
 * @param prefetch how many unacknowledged messages a batch consumer holds at most
 * @param batchSize how many messages one transaction takes at most
 * @param relayBatchSize how many outbox rows one pass of the relay publishes at most
 * @param pollInterval how long the relay sleeps when nothing wakes it
 * @param confirmTimeout after which the outcome of a publish is unknown and it is repeated with the same message id
 * @param attempts how often a message is tried before it is put into the dead letters
 * @param retryBase the back-off after the first failure; it doubles with each one
 * @param retryCap the longest back-off
 * @param retryLease after which a retry in hand of a process that died is tried by another; a living one renews it
 * @param handlerDeadline after which a handler that still runs is reported, and interrupted if it works outside the
 *     database
 */
@ConfigurationProperties("broadsheet.amqp")
record MessagingConfig(
        String url,
        @Bindable(defaultValue = "") String prefix,
        @Bindable(defaultValue = "200000") int maxLength,
        @Bindable(defaultValue = "200") int prefetch,
        @Bindable(defaultValue = "100") int batchSize,
        @Bindable(defaultValue = "500") int relayBatchSize,
        @Bindable(defaultValue = "250ms") Duration pollInterval,
        @Bindable(defaultValue = "10s") Duration confirmTimeout,
        @Bindable(defaultValue = "10") int attempts,
        @Bindable(defaultValue = "1s") Duration retryBase,
        @Bindable(defaultValue = "10m") Duration retryCap,
        @Bindable(defaultValue = "15s") Duration retryLease,
        @Bindable(defaultValue = "60s") Duration handlerDeadline) {
    /** How many publishes may wait for their confirms at a time. */
    private static final int MAX_WINDOW = 1_000;

    MessagingConfig {
        if (relayBatchSize < 1 || relayBatchSize > MAX_WINDOW) {
            throw new IllegalArgumentException("broadsheet.amqp.relay-batch-size must be 1 to " + MAX_WINDOW);
        }
        if (batchSize < 1 || prefetch < batchSize || attempts < 1) {
            throw new IllegalArgumentException(
                    "broadsheet.amqp: batch-size and attempts must be at least 1, prefetch " + "at least batch-size");
        }
    }
}
