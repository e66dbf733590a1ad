package org.broadsheet.http;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.EachBean;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;

/** The keys of one service's POSTs with their first answers. */
@EachBean(DataSource.class)
class IdempotencyStore {
    /** Takes a key that is new, or whose call began longer ago than any call lasts and never ended. */
    private static final String BEGIN = """
            INSERT INTO idempotency_key (client, key, fingerprint) VALUES (?, ?, ?)
            ON CONFLICT (client, key) DO UPDATE SET started_at = now()
             WHERE idempotency_key.status IS NULL AND idempotency_key.fingerprint = excluded.fingerprint
               AND idempotency_key.started_at < now() - interval '10 seconds'""";

    private static final String FIND =
            "SELECT fingerprint, status, body FROM idempotency_key WHERE client = ? AND key = ?";

    private static final String FINISH = "UPDATE idempotency_key SET status = ?, body = ? WHERE client = ? AND key = ?";

    private static final String ABANDON = "DELETE FROM idempotency_key WHERE client = ? AND key = ? AND status IS NULL";

    private static final String FORGET = "DELETE FROM idempotency_key WHERE started_at < now() - interval '7 days'";

    private final TransactionOperations<Connection> transactions;

    @SuppressWarnings("unchecked")
    IdempotencyStore(@Parameter String name, BeanContext context) {
        this.transactions = context.getBean(TransactionOperations.class, Qualifiers.byName(name));
    }

    /** What is known of a key. */
    sealed interface Begun {
        /** Nothing: the call is to be made, and then {@link #finish} or {@link #abandon}. */
        record First() implements Begun {}

        record Running() implements Begun {}

        /** It was used for something else. */
        record Other() implements Begun {}

        @SuppressWarnings("ArrayRecordComponent")
        record Finished(int status, byte[] body) implements Begun {}
    }

    Begun begin(String client, String key, byte[] fingerprint) {
        boolean first = update(BEGIN, statement -> {
                    statement.setString(1, client);
                    statement.setString(2, key);
                    statement.setBytes(3, fingerprint);
                })
                == 1;
        return first ? new Begun.First() : find(client, key, fingerprint);
    }

    void finish(String client, String key, int status, byte[] body) {
        int unused = update(FINISH, statement -> {
            statement.setInt(1, status);
            statement.setBytes(2, body);
            statement.setString(3, client);
            statement.setString(4, key);
        });
    }

    void abandon(String client, String key) {
        int unused = update(ABANDON, statement -> {
            statement.setString(1, client);
            statement.setString(2, key);
        });
    }

    /** @return how many keys were kept long enough */
    int forgetOld() {
        return update(FORGET, statement -> {});
    }

    private Begun find(String client, String key, byte[] fingerprint) {
        return transactions.executeRead(status -> {
            try (var statement = status.getConnection().prepareStatement(FIND)) {
                statement.setString(1, client);
                statement.setString(2, key);
                try (var row = statement.executeQuery()) {
                    if (!row.next()) {
                        return new Begun.Running();
                    }
                    if (!Arrays.equals(row.getBytes("fingerprint"), fingerprint)) {
                        return new Begun.Other();
                    }
                    int answered = row.getInt("status");
                    return row.wasNull() ? new Begun.Running() : new Begun.Finished(answered, row.getBytes("body"));
                }
            }
        });
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private int update(String sql, Binding binding) {
        return transactions.executeWrite(status -> {
            try (var statement = status.getConnection().prepareStatement(sql)) {
                binding.bind(statement);
                return statement.executeUpdate();
            }
        });
    }
}
