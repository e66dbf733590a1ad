package org.broadsheet.messaging;

import java.util.Collection;
import java.util.List;
import org.broadsheet.events.Event;

/**
 * Publishes with the transaction that it is called in: if that commits, every event reaches every consumer; if it rolls
 * back, none does. There is one for each datasource, by its name. Thread-safe.
 */
public interface EventPublisher {
    /**
     * @param events at most a few thousand
     * @param correlationId what the events belong to, kept through messages and logs; null takes the one of this thread
     * @throws io.micronaut.transaction.exceptions.NoTransactionException outside a transaction
     * @throws IllegalArgumentException if the JSON of an event exceeds 64 KiB
     */
    void publish(Collection<? extends Event> events, @org.jspecify.annotations.Nullable String correlationId);

    /** Publishes one event for the request or message that this thread works on. */
    default void publish(Event event) {
        publish(List.of(event), null);
    }

    /** Publishes what follows from a message that was received. */
    default void publish(Event event, Received<?> cause) {
        publish(List.of(event), cause.correlationId());
    }
}
