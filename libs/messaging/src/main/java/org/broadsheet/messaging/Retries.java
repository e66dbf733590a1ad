package org.broadsheet.messaging;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final String DUE = """
            SELECT consumer, bool_or(in_hand) AS left_behind
              FROM retry
             WHERE consumer = ANY (?) AND not_before <= now()
             GROUP BY consumer""";

    /**
     * Counts the attempt before it is made, so that a message that kills its process is counted too. A row that is still
     * in hand when its lease is over was with a process that died: it may be what killed it.
     */
    private static final String CLAIM = """
            WITH due AS (
                SELECT message_id
                  FROM retry
                 WHERE consumer = ? AND in_hand = ? AND not_before <= now()
                 ORDER BY not_before
                 LIMIT ?
                   FOR UPDATE SKIP LOCKED)
            UPDATE retry
               SET attempts = attempts + 1, in_hand = true, not_before = now() + ? * interval '1 millisecond'
              FROM due
             WHERE retry.consumer = ? AND retry.message_id = due.message_id
            RETURNING retry.consumer, retry.message_id, type, schema_version, correlation_id, body, attempts,
                      first_failed_at""";

    /** Only what this process still has: after a pause too long another may have claimed it. */
    private static final String RENEW = """
            UPDATE retry
               SET not_before = now() + ? * interval '1 millisecond'
             WHERE consumer = ? AND message_id = ? AND attempts = ? AND in_hand""";

    private static final String POSTPONE = """
            UPDATE retry
               SET not_before = now() + ? * interval '1 millisecond', in_hand = false, last_failed_at = now(),
                   last_error = ?
             WHERE consumer = ? AND message_id = ? AND attempts = ?""";

    private static final String REMOVE = "DELETE FROM retry WHERE consumer = ? AND message_id = ?";

    private static final String TAKE = "DELETE FROM retry WHERE consumer = ? AND message_id = ? AND attempts = ?";

    private static final String DEPTH = "SELECT count(*) FROM retry";

    private Retries() {}

    /** @param attempts with the one it was claimed for */
    record Row(String consumer, Envelope envelope, int attempts, Instant firstFailedAt) {}

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

    /** Consumers with messages whose time has come, and whether a process that died left some of these behind. */
    static Map<String, Boolean> due(Connection connection, Collection<String> consumers) throws SQLException {
        try (var statement = connection.prepareStatement(DUE)) {
            statement.setArray(1, connection.createArrayOf("text", consumers.toArray()));
            try (var result = statement.executeQuery()) {
                var due = new HashMap<String, Boolean>();
                while (result.next()) {
                    due.put(result.getString("consumer"), result.getBoolean("left_behind"));
                }
                return due;
            }
        }
    }

    /** @param leftBehind whether those are asked for that were with a process which died */
    static List<Row> claim(Connection connection, String consumer, boolean leftBehind, int limit, Duration lease)
            throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, consumer);
            statement.setBoolean(2, leftBehind);
            statement.setInt(3, limit);
            statement.setLong(4, lease.toMillis());
            statement.setString(5, consumer);
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<Row>();
                while (result.next()) {
                    rows.add(row(result));
                }
                return rows;
            }
        }
    }

    private static Row row(ResultSet result) throws SQLException {
        return new Row(
                result.getString("consumer"),
                new Envelope(
                        result.getObject("message_id", UUID.class),
                        result.getString("type"),
                        result.getInt("schema_version"),
                        result.getString("correlation_id"),
                        result.getBytes("body")),
                result.getInt("attempts"),
                result.getObject("first_failed_at", OffsetDateTime.class).toInstant());
    }

    static void renew(Connection connection, Row row, Duration lease) throws SQLException {
        try (var statement = connection.prepareStatement(RENEW)) {
            statement.setLong(1, lease.toMillis());
            statement.setString(2, row.consumer());
            statement.setObject(3, row.envelope().messageId());
            statement.setInt(4, row.attempts());
            statement.executeUpdate();
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

    /** @return false if another process has claimed it since, which then settles it */
    static boolean take(Connection connection, Row row) throws SQLException {
        try (var statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, row.consumer());
            statement.setObject(2, row.envelope().messageId());
            statement.setInt(3, row.attempts());
            return statement.executeUpdate() == 1;
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
