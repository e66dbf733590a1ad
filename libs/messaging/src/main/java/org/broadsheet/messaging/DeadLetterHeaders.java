package org.broadsheet.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a dead letter says of itself: in our headers, or in RabbitMQ's where the broker gave the message up. */
final class DeadLetterHeaders {
    static final String REASON = "x-reason";
    static final String LAST_FAILED_AT = "x-last-failed-at";
    private static final String ATTEMPTS = "x-attempts";
    private static final String BROKERS_REASON = "x-first-death-reason";
    private static final String BROKERS_HISTORY = "x-death";
    private static final int MAX_TEXT = 4_096;

    private DeadLetterHeaders() {}

    static DeadLetter read(String consumer, Delivery delivery) {
        var envelope = Envelope.of(delivery);
        var properties = delivery.getProperties();
        var headers = headers(properties);
        return new DeadLetter(
                consumer,
                envelope.messageId(),
                envelope.type(),
                reason(headers),
                attempts(headers),
                failedAt(properties),
                all(properties, headers),
                envelope.body());
    }

    /** When a letter failed last; where it does not say, when it was published. */
    static @Nullable Instant failedAt(AMQP.BasicProperties properties) {
        var headers = headers(properties);
        var ours = headers.get(LAST_FAILED_AT);
        if (ours != null) {
            try {
                return Instant.parse(ours.toString());
            } catch (DateTimeException e) {
                return published(properties); // somebody else's header of that name
            }
        }
        if (headers.get(BROKERS_HISTORY) instanceof List<?> deaths
                && !deaths.isEmpty()
                && deaths.getFirst() instanceof Map<?, ?> death
                && death.get("time") instanceof Date time) {
            return time.toInstant();
        }
        return published(properties);
    }

    private static @Nullable Instant published(AMQP.BasicProperties properties) {
        var timestamp = properties.getTimestamp();
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static Map<String, Object> headers(AMQP.BasicProperties properties) {
        return properties.getHeaders() == null ? Map.of() : properties.getHeaders();
    }

    private static String reason(Map<String, Object> headers) {
        if (headers.get(REASON) != null) {
            return text(headers.get(REASON));
        }
        return headers.get(BROKERS_REASON) == null
                ? "not said"
                : "given up by the broker: " + text(headers.get(BROKERS_REASON));
    }

    private static int attempts(Map<String, Object> headers) {
        var digits = text(headers.get(ATTEMPTS));
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }

    private static SortedMap<String, String> all(AMQP.BasicProperties properties, Map<String, Object> headers) {
        var all = new TreeMap<String, String>();
        headers.forEach((name, value) -> all.put(name, text(value)));
        put(all, "message-id", properties.getMessageId());
        put(all, "type", properties.getType());
        put(all, "correlation-id", properties.getCorrelationId());
        put(all, "content-type", properties.getContentType());
        put(all, "timestamp", published(properties));
        return all;
    }

    private static void put(Map<String, String> all, String name, @Nullable Object value) {
        if (value != null) {
            all.put(name, text(value));
        }
    }

    private static String text(@Nullable Object value) {
        var text = String.valueOf(value);
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
