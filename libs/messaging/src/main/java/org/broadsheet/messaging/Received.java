package org.broadsheet.messaging;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.broadsheet.events.Event;
import org.jspecify.annotations.Nullable;

/** A message that has not taken effect before. */
public record Received<E extends Event>(
        UUID messageId, E event, @Nullable String correlationId) {
    public Received {
        requireNonNull(messageId, "messageId");
        requireNonNull(event, "event");
    }
}
