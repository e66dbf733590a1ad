package org.broadsheet.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.NamedId;
import org.jspecify.annotations.Nullable;

/** A message as it travels, whatever it says. */
record Envelope(
        UUID messageId,
        String type,
        int schemaVersion,
        @Nullable String correlationId,
        @SuppressWarnings("ArrayRecordComponent") byte[] body) {
    private static final String SCHEMA_VERSION = "x-schema-version";
    private static final int PERSISTENT = 2;
    private static final int MAX_CORRELATION_ID = 128;

    /** A delivery without a usable message id gets one made from its body: it can't be read, but must be named. */
    static Envelope of(Delivery delivery) {
        var properties = delivery.getProperties();
        var headers = properties.getHeaders() == null ? Map.<String, Object>of() : properties.getHeaders();
        var correlationId = properties.getCorrelationId();
        return new Envelope(
                messageId(properties.getMessageId(), delivery.getBody()),
                properties.getType() == null ? "" : properties.getType(),
                headers.get(SCHEMA_VERSION) instanceof Number n ? n.intValue() : 0,
                correlationId == null || correlationId.length() > MAX_CORRELATION_ID ? null : correlationId,
                delivery.getBody());
    }

    AMQP.BasicProperties properties(Map<String, String> moreHeaders) {
        var headers = new HashMap<String, Object>(moreHeaders);
        headers.put(SCHEMA_VERSION, schemaVersion);
        return new AMQP.BasicProperties.Builder()
                .messageId(messageId.toString())
                .type(type)
                .correlationId(correlationId)
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .timestamp(Date.from(Instant.now()))
                .headers(headers)
                .build();
    }

    private static UUID messageId(@Nullable String text, byte[] body) {
        if (text != null) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                return NamedId.of("unnamed message", text);
            }
        }
        return UUID.nameUUIDFromBytes(body);
    }
}
