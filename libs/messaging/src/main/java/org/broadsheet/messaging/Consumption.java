package org.broadsheet.messaging;

import java.util.List;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.Service;
import org.jspecify.annotations.Nullable;

/** One consumer: whose, of what, and the handler that does it. */
sealed interface Consumption<E extends Event> {
    Handler<E> handler();

    Codec codec();

    default Service service() {
        return handler().service();
    }

    default MessageType type() {
        return MessageType.of(handler().type());
    }

    /** Reads a message; the result is given to {@link #apply} unless it turns out to be a duplicate. */
    default Prepared<E> read(Envelope message) {
        return switch (codec().decode(message, handler().type())) {
            case Codec.Decoded.Readable<E> readable -> new Prepared.Readable<>(readable.received());
            case Codec.Decoded.Unreadable<E> unreadable -> new Prepared.Unreadable<>(message, unreadable.reason());
        };
    }

    /** On how many channels its queue is read. */
    int sessions();

    /** Reads a message and does whatever must be done for it outside the transaction. */
    Prepared<E> prepare(Envelope message) throws Exception;

    /** Runs inside the transaction that has recorded these messages as received. */
    void apply(List<Prepared<E>> messages);

    /** The queue's name without prefix, for example {@code filter.entry-ingested}. */
    default String consumer() {
        return type().queueOf(service());
    }

    /** A message on its way to its effect. */
    sealed interface Prepared<E extends Event> {
        @Nullable
        String correlationId();

        record Unreadable<E extends Event>(Envelope message, String reason) implements Prepared<E> {
            @Override
            public @Nullable String correlationId() {
                return message.correlationId();
            }
        }

        record Readable<E extends Event>(Received<E> received) implements Prepared<E> {
            @Override
            public @Nullable String correlationId() {
                return received.correlationId();
            }
        }

        record Worked<E extends Event>(Received<E> received, WorkHandler.Effect effect) implements Prepared<E> {
            @Override
            public @Nullable String correlationId() {
                return received.correlationId();
            }
        }
    }

    record Batches<E extends Event>(MessageHandler<E> handler, Codec codec) implements Consumption<E> {
        @Override
        public int sessions() {
            return handler.batchesAtATime();
        }

        @Override
        public Prepared<E> prepare(Envelope message) {
            return read(message);
        }

        @Override
        public void apply(List<Prepared<E>> messages) {
            handler.handle(messages.stream()
                    .filter(Prepared.Readable.class::isInstance)
                    .map(message -> ((Prepared.Readable<E>) message).received())
                    .toList());
        }
    }

    record Work<E extends Event>(WorkHandler<E> handler, Codec codec) implements Consumption<E> {
        /** One: its messages are worked on at the same time anyway. */
        @Override
        public int sessions() {
            return 1;
        }

        @Override
        public Prepared<E> prepare(Envelope message) throws Exception {
            var read = read(message);
            if (read instanceof Prepared.Readable<E> readable) {
                return new Prepared.Worked<>(readable.received(), handler.work(readable.received()));
            }
            return read;
        }

        @Override
        public void apply(List<Prepared<E>> messages) {
            for (var message : messages) {
                if (message instanceof Prepared.Worked<E> worked) {
                    worked.effect().apply();
                }
            }
        }
    }
}
