package org.broadsheet.messaging;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.broadsheet.events.Event;
import org.jspecify.annotations.Nullable;

/**
 * Publishes with the transaction that it is called in: if that commits, every event reaches every consumer; if it rolls
 * back, none does. There is one for each datasource, by its name. Thread-safe.
 */
public interface EventPublisher {
    /**
     * @param events at most a few thousand
     * @param correlationId what each event belongs to, kept through messages and logs; null takes the one of this thread, and where
     *     there is none the event begins something: its own message id becomes what follows belongs to
     * @throws io.micronaut.transaction.exceptions.NoTransactionException outside a transaction
     * @throws IllegalArgumentException if the JSON of an event exceeds 64 KiB
     */
    <E extends Event> void publishEach(Collection<E> events, Function<? super E, @Nullable String> correlationId);

    /** Publishes events that belong to the same thing, as {@link #publishEach} has it. */
    default void publish(Collection<? extends Event> events, @Nullable String correlationId) {
        publishEach(events, event -> correlationId);
    }

    /** Publishes one event for the request or message that this thread works on. */
    default void publish(Event event) {
        publish(List.of(event), null);
    }

    /** Publishes what follows from a message that was received. */
    default void publish(Event event, Received<?> cause) {
        publish(List.of(event), cause.correlationId());
    }
}
