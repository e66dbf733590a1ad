package org.broadsheet.messaging;

import com.rabbitmq.client.Connection;
import java.util.Map;

/** How a broker is told what kind of queue we want. */
enum QueueDialect {
    /**
     * Quorum queues, the only ones that are on disk before a publish is confirmed. Arguments, not policies: a policy can
     * be changed or shadowed by another, and a declaration with other arguments is refused.
     */
    RABBITMQ {
        @Override
        Map<String, Object> work(int maxLength, String deadLetters) {
            return Map.of(
                    "x-queue-type",
                    "quorum",
                    "x-max-length",
                    maxLength,
                    "x-overflow",
                    "reject-publish",
                    "x-delivery-limit",
                    DELIVERY_LIMIT,
                    "x-dead-letter-exchange",
                    "",
                    "x-dead-letter-routing-key",
                    deadLetters,
                    "x-dead-letter-strategy",
                    "at-least-once");
        }

        @Override
        Map<String, Object> deadLetters(int maxLength) {
            return Map.of(
                    "x-queue-type",
                    "quorum",
                    "x-max-length",
                    maxLength,
                    "x-overflow",
                    "reject-publish",
                    "x-delivery-limit",
                    UNLIMITED);
        }
    },

    /** Broker-J knows none of these and has its queues on disk anyway. */
    BROKER_J {
        @Override
        Map<String, Object> work(int maxLength, String deadLetters) {
            return Map.of();
        }

        @Override
        Map<String, Object> deadLetters(int maxLength) {
            return Map.of();
        }
    };

    /**
     * Deliveries that ended with their consumer's death, before RabbitMQ itself gives a message up. A redelivered message
     * is set aside at once, so only consumers that never get that far come to it.
     */
    static final int DELIVERY_LIMIT = 50;

    /** To look at a dead letter counts as a delivery; RabbitMQ 3.x knows no word for no limit. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    static QueueDialect of(Connection connection) {
        var product = String.valueOf(connection.getServerProperties().get("product"));
        return product.contains("Qpid") ? BROKER_J : RABBITMQ;
    }

    /** @param maxLength messages; a full queue refuses more, which then wait in the outbox */
    abstract Map<String, Object> work(int maxLength, String deadLetters);

    abstract Map<String, Object> deadLetters(int maxLength);
}
