package org.broadsheet.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of messages that are to be tried again. Every method runs on the connection of a transaction. */
final class Retries {
    private static final String ADD = """
            INSERT INTO retry (consumer, message_id, type, schema_version, correlation_id, body,
                               attempts, not_before, last_error)
            SELECT ?, ?, ?, ?, ?, ?, ?, now() + ? * interval '1 millisecond', ?
             WHERE NOT EXISTS (SELECT FROM inbox WHERE consumer = ? AND message_id = ?)
            ON CONFLICT (consumer, message_id) DO NOTHING""";

    /** Counts the attempt before it is made, so that a message that kills its process is counted too. */
    private static final String CLAIM = """
            WITH due AS (
                SELECT consumer, message_id
                  FROM retry
                 WHERE not_before <= now() AND consumer = ANY (?)
                 ORDER BY not_before
                 LIMIT ?
                   FOR UPDATE SKIP LOCKED)
            UPDATE retry
               SET attempts = attempts + 1, not_before = now() + ? * interval '1 millisecond'
              FROM due
             WHERE retry.consumer = due.consumer AND retry.message_id = due.message_id
            RETURNING retry.consumer, retry.message_id, type, schema_version, correlation_id, body, attempts,
                      first_failed_at, last_error""";

    private static final String POSTPONE = """
            UPDATE retry
               SET not_before = now() + ? * interval '1 millisecond', last_failed_at = now(), last_error = ?
             WHERE consumer = ? AND message_id = ? AND attempts = ?""";

    private static final String REMOVE = "DELETE FROM retry WHERE consumer = ? AND message_id = ?";

    private static final String DEPTH = "SELECT count(*) FROM retry";

    private Retries() {}

    record Row(
            String consumer,
            Envelope envelope,
            int attempts,
            Instant firstFailedAt,
            @Nullable String lastError) {}

    /** Adds a message unless it waits here already or has had its effect. */
    static void add(
            Connection connection,
            String consumer,
            Envelope message,
            int attempts,
            Duration delay,
            @Nullable String error)
            throws SQLException {
        try (var statement = connection.prepareStatement(ADD)) {
            statement.setString(1, consumer);
            statement.setObject(2, message.messageId());
            statement.setString(3, message.type());
            statement.setInt(4, message.schemaVersion());
            statement.setString(5, message.correlationId());
            statement.setBytes(6, message.body());
            statement.setInt(7, attempts);
            statement.setLong(8, delay.toMillis());
            statement.setString(9, error);
            statement.setString(10, consumer);
            statement.setObject(11, message.messageId());
            statement.executeUpdate();
        }
    }

    static List<Row> claim(Connection connection, Collection<String> consumers, int limit, Duration lease)
            throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setArray(1, connection.createArrayOf("text", consumers.toArray()));
            statement.setInt(2, limit);
            statement.setLong(3, lease.toMillis());
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<Row>();
                while (result.next()) {
                    var envelope = new Envelope(
                            result.getObject("message_id", UUID.class),
                            result.getString("type"),
                            result.getInt("schema_version"),
                            result.getString("correlation_id"),
                            result.getBytes("body"));
                    rows.add(new Row(
                            result.getString("consumer"),
                            envelope,
                            result.getInt("attempts"),
                            result.getObject("first_failed_at", OffsetDateTime.class)
                                    .toInstant(),
                            result.getString("last_error")));
                }
                return rows;
            }
        }
    }

    static void postpone(Connection connection, Row row, Duration delay, String error) throws SQLException {
        try (var statement = connection.prepareStatement(POSTPONE)) {
            statement.setLong(1, delay.toMillis());
            statement.setString(2, error);
            statement.setString(3, row.consumer());
            statement.setObject(4, row.envelope().messageId());
            statement.setInt(5, row.attempts());
            statement.executeUpdate();
        }
    }

    static void remove(Connection connection, String consumer, UUID messageId) throws SQLException {
        try (var statement = connection.prepareStatement(REMOVE)) {
            statement.setString(1, consumer);
            statement.setObject(2, messageId);
            statement.executeUpdate();
        }
    }

    static long depth(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(DEPTH);
                var result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }
}
