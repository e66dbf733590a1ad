package org.broadsheet.messaging;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table of what was said and is not yet confirmed. Every method runs on the connection of a transaction. */
final class Outbox {
    private static final String ADD = """
            INSERT INTO outbox (message_id, exchange, routing_key, type, schema_version, correlation_id, headers, body)
            VALUES (?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?)""";

    /**
     * The row locks are the claim: they end with the transaction, whatever becomes of the process that holds it. The
     * horizon is the oldest transaction that had not ended when this statement looked.
     */
    private static final String CLAIM = """
            SELECT id, message_id, exchange, routing_key, type, schema_version, correlation_id, headers, body,
                   (extract(epoch FROM clock_timestamp() - created_at) * 1000)::bigint AS age, CAST(xid AS text) AS xid, CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS horizon
              FROM outbox
             WHERE xid >= CAST(? AS xid8) AND not_before <= now()
             ORDER BY outbox.xid, id
             LIMIT ?
               FOR UPDATE SKIP LOCKED""";

    private static final String REMOVE = "DELETE FROM outbox WHERE id = ANY (?)";

    private static final String POSTPONE = """
            UPDATE outbox
               SET attempts = attempts + 1,
                   not_before = now() + least(power(2, least(attempts, 10)) * ?, 60000) * interval '1 millisecond'
             WHERE id = ANY (?)""";

    private static final String DEPTH = "SELECT count(*) FROM outbox";

    private final ObjectMapper json;

    Outbox(ObjectMapper json) {
        this.json = json;
    }

    /** One message on its way: {@code exchange} empty means straight into the queue named by the routing key. */
    record Outgoing(String exchange, String routingKey, Envelope envelope, Map<String, String> headers) {}

    /** @param age since the transaction that said it began, milliseconds */
    record Row(long id, Outgoing outgoing, long age) {}

    /** @param horizon no unclaimed row of an older transaction can come any more, though one may be held by another relay */
    record Claim(List<Row> rows, long horizon) {}

    void add(Connection connection, Collection<Outgoing> messages) throws SQLException {
        try (var statement = connection.prepareStatement(ADD)) {
            for (var message : messages) {
                statement.setObject(1, message.envelope().messageId());
                statement.setString(2, message.exchange());
                statement.setString(3, message.routingKey());
                statement.setString(4, message.envelope().type());
                statement.setInt(5, message.envelope().schemaVersion());
                statement.setString(6, message.envelope().correlationId());
                statement.setString(7, headersJson(message.headers()));
                statement.setBytes(8, message.envelope().body());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * @param from leaves out rows of older transactions
     * @return at most {@code limit} rows, which are the caller's until its transaction ends
     */
    Claim claim(Connection connection, long from, int limit) throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, Long.toString(from));
            statement.setInt(2, limit);
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<Row>();
                long horizon = from;
                while (result.next()) {
                    rows.add(row(result));
                    horizon = Math.min(
                            result.getLong("horizon"), rows.size() < limit ? Long.MAX_VALUE : result.getLong("xid"));
                }
                return new Claim(rows, horizon);
            }
        }
    }

    void remove(Connection connection, Collection<Long> ids) throws SQLException {
        try (var statement = connection.prepareStatement(REMOVE)) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    /** Leaves rows whose publish was refused for later: twice as long with each refusal, at most a minute. */
    void postpone(Connection connection, Collection<Long> ids, Duration base) throws SQLException {
        try (var statement = connection.prepareStatement(POSTPONE)) {
            statement.setLong(1, base.toMillis());
            statement.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    long depth(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(DEPTH);
                var result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private Row row(ResultSet result) throws SQLException {
        var envelope = new Envelope(
                result.getObject("message_id", UUID.class),
                result.getString("type"),
                result.getInt("schema_version"),
                result.getString("correlation_id"),
                result.getBytes("body"));
        var outgoing = new Outgoing(
                result.getString("exchange"),
                result.getString("routing_key"),
                envelope,
                headers(result.getString("headers")));
        return new Row(result.getLong("id"), outgoing, result.getLong("age"));
    }

    private String headersJson(Map<String, String> headers) {
        try {
            return headers.isEmpty() ? "{}" : json.writeValueAsString(headers);
        } catch (IOException e) {
            throw new IllegalArgumentException("headers have no JSON form", e);
        }
    }

    private Map<String, String> headers(String text) {
        try {
            return text.equals("{}") ? Map.of() : json.readValue(text, Argument.mapOf(String.class, String.class));
        } catch (IOException e) {
            throw new IllegalStateException("the outbox holds headers that are not JSON", e);
        }
    }
}
