package org.broadsheet.messaging;

import io.micronaut.transaction.support.TransactionSynchronization;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Writes events into the outbox of the caller's transaction and wakes the relay when that has committed. */
final class OutboxPublisher implements EventPublisher {
    /** The name under which threads carry the correlation id (SLF4J's mapped diagnostic context). */
    static final String CORRELATION_ID = "correlationId";

    private final Transactions transactions;
    private final Outbox outbox;
    private final Codec codec;
    private final Topology topology;
    private final Wakeup wakeup;

    OutboxPublisher(Transactions transactions, Outbox outbox, Codec codec, Topology topology, Wakeup wakeup) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.codec = codec;
        this.topology = topology;
        this.wakeup = wakeup;
    }

    @Override
    public <E extends Event> void publishEach(
            Collection<E> events, Function<? super E, @Nullable String> correlationId) {
        if (events.isEmpty()) {
            return;
        }
        var ofThread = MDC.get(CORRELATION_ID);
        add(events.stream()
                .map(event -> {
                    var own = correlationId.apply(event);
                    return outgoing(event, own == null ? ofThread : own);
                })
                .toList());
    }

    void add(List<Outbox.Outgoing> messages) {
        transactions.join(status -> {
            add(status.getConnection(), messages);
            status.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    wakeup.wake();
                }
            });
        });
    }

    private void add(Connection connection, List<Outbox.Outgoing> messages) {
        try {
            outbox.add(connection, messages);
        } catch (SQLException e) {
            throw new MessagingStoreException(e);
        }
    }

    private Outbox.Outgoing outgoing(Event event, @Nullable String correlationId) {
        var type = MessageType.of(event.getClass());
        var id = MessageType.messageId(event);
        var envelope = new Envelope(
                id,
                type.wireName(),
                type.schemaVersion(),
                correlationId == null ? id.toString() : correlationId,
                codec.encode(event));
        return new Outbox.Outgoing(topology.exchange(), type.wireName(), envelope, Map.of());
    }
}
