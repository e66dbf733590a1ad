package org.broadsheet.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import net.bytebuddy.asm.Advice;

/** The code of the planted bugs, inlined at the beginning or the end of the methods that have them. */
final class Mistakes {
    private static final AtomicLong CURSOR = new AtomicLong();

    private Mistakes() {}

    static void reset() {
        CURSOR.set(0);
    }

    /** The method does nothing. */
    static final class Skip {
        private Skip() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }

    static final class True {
        private True() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean result) {
            result = true;
        }
    }

    static final class AckWhatComes {
        private AckWhatComes() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This QueueSubscription subscription, @Advice.Return List<Delivery> batch)
                throws Exception {
            if (!batch.isEmpty()) {
                subscription.ackAll(batch);
            }
        }
    }

    static final class AckWhatHasCome {
        private AckWhatHasCome() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This QueueSubscription subscription) throws Exception {
            var all = subscription.next(java.time.Duration.ZERO, Integer.MAX_VALUE);
            if (!all.isEmpty()) {
                subscription.ackAll(all);
            }
        }
    }

    static final class AckAllBefore {
        private AckAllBefore() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.This QueueSubscription subscription, @Advice.Argument(0) Delivery delivery)
                throws Exception {
            subscription.ackAll(List.of(delivery));
            return true;
        }
    }

    static final class EverythingConfirmed {
        private EverythingConfirmed() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) List<Outbox.Row> rows, @Advice.Return(readOnly = false) Set<Long> safe) {
            safe = Mistakes.ids(rows);
        }
    }

    static final class ReturnedIsConfirmed {
        private ReturnedIsConfirmed() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.FieldValue("confirmed") Set<Long> confirmed, @Advice.Return(readOnly = false) Set<Long> safe) {
            safe = Set.copyOf(confirmed);
        }
    }

    static Set<Long> ids(List<Outbox.Row> rows) {
        return Set.copyOf(rows.stream().map(Outbox.Row::id).toList());
    }

    static final class DeleteWhatIsClaimed {
        private DeleteWhatIsClaimed() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.This Outbox outbox,
                @Advice.Argument(0) Connection connection,
                @Advice.Return Outbox.Claim claim)
                throws SQLException {
            outbox.remove(connection, Mistakes.ids(claim.rows()));
            connection.commit();
        }
    }

    static final class SkipBehindCursor {
        private SkipBehindCursor() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Outbox.Claim claim) {
            claim = Mistakes.behindCursorSkipped(claim);
        }
    }

    static synchronized Outbox.Claim behindCursorSkipped(Outbox.Claim claim) {
        var rows = new ArrayList<>(claim.rows());
        rows.removeIf(row -> row.id() <= CURSOR.get());
        rows.forEach(row -> CURSOR.accumulateAndGet(row.id(), Math::max));
        return new Outbox.Claim(rows, claim.horizon());
    }

    static final class DropWhatIsRefused {
        private DropWhatIsRefused() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Outbox outbox,
                @Advice.Argument(0) Connection connection,
                @Advice.Argument(1) Collection<Long> ids)
                throws SQLException {
            outbox.remove(connection, ids);
        }
    }

    static final class CommitEarly {
        private CommitEarly() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) Connection connection) throws SQLException {
            connection.commit();
        }
    }

    static final class EverythingIsNew {
        private EverythingIsNew() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(2) Collection<UUID> messageIds, @Advice.Return(readOnly = false) Set<UUID> fresh) {
            fresh = Set.copyOf(messageIds);
        }
    }

    static final class RandomId {
        private RandomId() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) UUID id) {
            id = UUID.randomUUID();
        }
    }

    static final class ForgetAttempts {
        private ForgetAttempts() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) Connection connection, @Advice.Return(readOnly = false) List<Retries.Row> rows)
                throws SQLException {
            rows = Mistakes.uncounted(connection, rows);
        }
    }

    static List<Retries.Row> uncounted(Connection connection, List<Retries.Row> rows) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE retry SET attempts = 1");
        }
        return rows.stream()
                .map(row -> new Retries.Row(row.consumer(), row.envelope(), 1, row.firstFailedAt()))
                .toList();
    }

    static final class InCompany {
        private InCompany() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("company") ReadWriteLock company,
                @Advice.Argument(value = 1, readOnly = false) int limit,
                @Advice.Argument(value = 2, readOnly = false) Lock lock) {
            limit = 8;
            lock = company.readLock();
        }
    }

    static final class ThrowUnreadable {
        private ThrowUnreadable() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return Codec.Decoded<?> decoded) {
            if (decoded instanceof Codec.Decoded.Unreadable<?>) {
                throw new IllegalStateException("can't be read");
            }
        }
    }

    static final class NoCorrelation {
        private NoCorrelation() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) AMQP.BasicProperties properties) {
            properties = properties.builder().correlationId(null).build();
        }
    }
}
