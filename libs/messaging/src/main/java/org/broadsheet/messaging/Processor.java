package org.broadsheet.messaging;

import com.rabbitmq.client.Delivery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.Event;
import org.broadsheet.messaging.MessagingMetrics.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Gives the messages of one consumer their effect, once. When a method returns, every message given to it is settled in
 * the database (handled, known as a duplicate, waiting in the retry table, or on its way to the dead letters) and may be
 * acknowledged; when it throws, the database could not be used and nothing may.
 */
final class Processor<E extends Event> {
    private static final Logger log = LoggerFactory.getLogger(Processor.class);

    private final Consumption<E> consumption;
    private final Transactions transactions;
    private final DeadLetters deadLetters;
    private final Backoff backoff;
    private final MessagingMetrics metrics;
    private final Deadlines deadlines;
    private final InHand inHand = new InHand();

    Processor(
            Consumption<E> consumption,
            Transactions transactions,
            DeadLetters deadLetters,
            Backoff backoff,
            MessagingMetrics metrics,
            Deadlines deadlines) {
        this.deadlines = deadlines;
        this.consumption = consumption;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.backoff = backoff;
        this.metrics = metrics;
    }

    String consumer() {
        return consumption.consumer();
    }

    InHand inHand() {
        return inHand;
    }

    /** Settles a batch in as few transactions as it allows: one, or one for each message if that fails. */
    void process(List<Delivery> deliveries) {
        metrics.delivered(consumer(), deliveries);
        var fresh = new ArrayList<Envelope>();
        var left = new ArrayList<Envelope>();
        for (var delivery : deliveries) {
            (delivery.getEnvelope().isRedeliver() ? left : fresh).add(Envelope.of(delivery));
        }
        setAside(left);
        if (fresh.isEmpty()) {
            return;
        }
        try {
            handle(fresh);
        } catch (RuntimeException | StackOverflowError e) {
            if (fresh.size() == 1) {
                tryLater(fresh.getFirst(), e);
            } else {
                fresh.forEach(this::processAlone);
            }
        }
    }

    /** A further attempt at a message that waits in the retry table. */
    void processAgain(Retries.Row row) {
        var message = row.envelope();
        if (row.attempts() > backoff.attempts()) {
            giveUp(row, new DeadLetters.Cause("the process died at every attempt", ""));
            return;
        }
        try {
            var effect = prepare(message);
            settle(List.of(effect), connection -> Retries.remove(connection, consumer(), message.messageId()));
        } catch (Exception | StackOverflowError e) {
            if (row.attempts() >= backoff.attempts()) {
                giveUp(row, DeadLetters.Cause.of(e));
                return;
            }
            var digest = FailureDigest.of(e);
            logFailure(message, row.attempts(), digest);
            transactions.execute(
                    connection -> Retries.postpone(connection, row, backoff.after(row.attempts()), digest));
            metrics.consumed(consumer(), Outcome.RETRIED, 1);
        }
    }

    private void processAlone(Envelope message) {
        try {
            handle(List.of(message));
        } catch (RuntimeException | StackOverflowError e) {
            tryLater(message, e);
        }
    }

    /** Work outside the database first, then its effect; see {@link WorkHandler}. */
    void work(Delivery delivery) {
        metrics.delivered(consumer(), List.of(delivery));
        var message = Envelope.of(delivery);
        if (delivery.getEnvelope().isRedeliver()) {
            setAside(List.of(message));
            return;
        }
        try {
            settle(List.of(prepare(message)), connection -> {});
        } catch (Exception | StackOverflowError e) {
            tryLater(message, e);
        }
    }

    /**
     * A redelivered message was with a process that died or lost its connection, so it may be what killed it: it goes by
     * itself, with its attempts counted.
     */
    private void setAside(List<Envelope> messages) {
        if (messages.isEmpty()) {
            return;
        }
        transactions.execute(connection -> {
            for (var message : messages) {
                Retries.add(connection, consumer(), message, 0, Duration.ZERO, null);
            }
        });
        metrics.consumed(consumer(), Outcome.REDELIVERED, messages.size());
    }

    private void handle(List<Envelope> messages) {
        var read = messages.stream().map(consumption::read).toList();
        try (var watched = deadlines.begin(consumer(), messages.getFirst().messageId())) {
            settle(read, connection -> {});
        }
    }

    private Consumption.Prepared<E> prepare(Envelope message) throws Exception {
        try (var watched = deadlines.beginWork(consumer(), message.messageId())) {
            return consumption.prepare(message);
        }
    }

    /** Inbox, effect and whatever else belongs to it, in one transaction; counted when that has committed. */
    private void settle(List<Consumption.Prepared<E>> prepared, Transactions.Effects more) {
        var outcomes = transactions.query(connection -> {
            var settled = apply(connection, prepared);
            more.run(connection);
            return settled;
        });
        outcomes.forEach((outcome, count) -> metrics.consumed(consumer(), outcome, count));
    }

    private Map<Outcome, Integer> apply(Connection connection, List<Consumption.Prepared<E>> prepared)
            throws SQLException {
        var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
        var byId = new LinkedHashMap<UUID, Consumption.Prepared<E>>();
        for (var one : prepared) {
            switch (one) {
                case Consumption.Prepared.Unreadable<E> unreadable -> {
                    deadLetters.add(
                            consumption, unreadable.message(), new DeadLetters.Cause(unreadable.reason(), ""), 1, null);
                    outcomes.merge(Outcome.DEAD, 1, Integer::sum);
                }
                case Consumption.Prepared.Readable<E> readable ->
                    byId.putIfAbsent(readable.received().messageId(), readable);
                case Consumption.Prepared.Worked<E> worked ->
                    byId.putIfAbsent(worked.received().messageId(), worked);
            }
        }
        if (!byId.isEmpty()) {
            var fresh = Inbox.receive(connection, consumer(), byId.keySet());
            outcomes.put(Outcome.DUPLICATE, byId.size() - fresh.size());
            byId.keySet().retainAll(fresh);
        }
        if (!byId.isEmpty()) {
            correlated(byId.values(), () -> consumption.apply(List.copyOf(byId.values())));
            outcomes.put(Outcome.HANDLED, byId.size());
        }
        return outcomes;
    }

    private void correlated(java.util.Collection<Consumption.Prepared<E>> messages, Runnable handling) {
        var id = messages.size() == 1 ? messages.iterator().next().correlationId() : null;
        if (id == null) {
            handling.run();
            return;
        }
        try (var closed = MDC.putCloseable(OutboxPublisher.CORRELATION_ID, id)) {
            handling.run();
        }
    }

    private void tryLater(Envelope message, Throwable failure) {
        var digest = FailureDigest.of(failure);
        transactions.execute(connection -> Retries.add(connection, consumer(), message, 1, backoff.after(1), digest));
        metrics.consumed(consumer(), Outcome.RETRIED, 1);
        logFailure(message, 1, digest);
    }

    private void giveUp(Retries.Row row, DeadLetters.Cause cause) {
        int attempts = Math.min(row.attempts(), backoff.attempts());
        boolean ours = transactions.query(connection -> {
            boolean taken = Retries.take(connection, row);
            if (taken) {
                deadLetters.add(consumption, row.envelope(), cause, attempts, row.firstFailedAt());
            }
            return taken;
        });
        metrics.consumed(consumer(), Outcome.DEAD, ours ? 1 : 0);
    }

    private void logFailure(Envelope message, int attempt, String digest) {
        log.atWarn()
                .addKeyValue("consumer", consumer())
                .addKeyValue("messageId", message.messageId())
                .addKeyValue("attempt", attempt)
                .addKeyValue("failure", digest)
                .log("message failed and will be tried again");
    }
}
