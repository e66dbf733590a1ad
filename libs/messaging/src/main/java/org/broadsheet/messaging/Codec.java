package org.broadsheet.messaging;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;

/** Events to JSON bodies and back. */
@Singleton
final class Codec {
    /** Larger events are a mistake of the publisher: they would slow every queue that they pass. */
    static final int MAX_BODY = 64 * 1024;

    private final ObjectMapper json;

    Codec(ObjectMapper json) {
        this.json = json;
    }

    /** What a delivery says, if it can be read. */
    sealed interface Decoded<E> {
        record Readable<E extends Event>(Received<E> received) implements Decoded<E> {}

        record Unreadable<E extends Event>(String reason) implements Decoded<E> {}
    }

    byte[] encode(Event event) {
        try {
            var body = json.writeValueAsBytes(event);
            if (body.length > MAX_BODY) {
                throw new IllegalArgumentException(
                        event.getClass().getSimpleName() + " of " + body.length + " bytes, over " + MAX_BODY);
            }
            return body;
        } catch (IOException e) {
            throw new IllegalArgumentException(event.getClass().getSimpleName() + " has no JSON form", e);
        }
    }

    <E extends Event> Decoded<E> decode(Envelope envelope, Class<E> shape) {
        var type = MessageType.of(shape);
        if (!envelope.type().equals(type.wireName())) {
            return new Decoded.Unreadable<>(
                    "type '" + abbreviated(envelope.type()) + "' where " + type.wireName() + " is consumed");
        }
        if (envelope.schemaVersion() != type.schemaVersion()) {
            return new Decoded.Unreadable<>("schema version " + envelope.schemaVersion() + " of " + type.wireName()
                    + ", known is " + type.schemaVersion());
        }
        if (envelope.body().length > MAX_BODY) {
            return new Decoded.Unreadable<>("a body of " + envelope.body().length + " bytes, over " + MAX_BODY);
        }
        try {
            var event = json.readValue(envelope.body(), shape);
            if (event == null) {
                return new Decoded.Unreadable<>("the body is null");
            }
            return new Decoded.Readable<>(new Received<>(envelope.messageId(), event, envelope.correlationId()));
        } catch (IOException | RuntimeException e) {
            // The message of the cause may quote the body, which is a person's text.
            return new Decoded.Unreadable<>(
                    "the body is not a " + type.wireName() + ": " + e.getClass().getSimpleName());
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60);
    }
}
