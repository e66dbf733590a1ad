package org.broadsheet.user.connection;

import io.micronaut.core.type.Argument;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.ConnectionReported;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.events.Spending;
import org.jspecify.annotations.Nullable;

/** The connections of all users. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "user")
abstract class ConnectionRepository implements GenericRepository<ConnectionRepository.Row, UUID> {
    private static final String OF_USER = """
            SELECT c.id, network, server, handle, c.state, coalesce(c.reason, read.reason) AS reason, timelines, spent_cents,
                   cap_cents, read.last_poll_at, c.created_at
              FROM connection AS c
              LEFT JOIN LATERAL (
                   SELECT max(last_poll_at) AS last_poll_at, min(reason) AS reason
                     FROM source
                     JOIN subscription ON subscription.source_id = source.id
                    WHERE user_id = c.user_id AND starts_with(url, 'timeline://' || c.id || '/')) AS read ON true
             WHERE user_id = ?
             ORDER BY c.created_at, c.id
             LIMIT ? OFFSET ?""";

    private static final String OPEN = """
            INSERT INTO connection (id, user_id, network, server, account_id, handle, version, created_at)
            VALUES (?, ?, ?, ?, ?, ?, 1, ?)
            ON CONFLICT (user_id, network, server, account_id) DO UPDATE
               SET version = connection.version + 1, handle = excluded.handle, report = 0, state = 'pending',
                   reason = NULL
            RETURNING id, version""";

    private static final String CLOSE = "DELETE FROM connection WHERE id = ? AND user_id = ? RETURNING version";

    private static final String REPORT = """
            UPDATE connection
               SET report = ?, state = ?, reason = ?, timelines = ?::jsonb, spent_cents = ?, cap_cents = ?
             WHERE id = ? AND version = ? AND report < ?""";

    private final JdbcOperations jdbc;
    private final ObjectMapper json;

    ConnectionRepository(@Named("user") JdbcOperations jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @MappedEntity("connection")
    record Row(@Id UUID id, UUID userId, String network) {}

    /** What a connection is called from now on. */
    record Opened(UUID id, long version) {}

    /** An account at a network, of whoever. */
    record Place(String network, String server, String accountId) {}

    abstract boolean existsByIdAndUserId(UUID id, UUID userId);

    @Query("SELECT count(*) FROM connection WHERE user_id = :userId")
    abstract long countOf(UUID userId);

    /** Those that this account would come beside. */
    @Query("""
            SELECT count(*) FROM connection
             WHERE user_id = :userId AND network = :network AND NOT (server = :server AND account_id = :accountId)""")
    abstract long countOthers(UUID userId, String network, String server, String accountId);

    /** Holds back whoever else connects accounts for this user; 0 if there is no such user (any more). */
    @Query("SELECT count(*) FROM (SELECT 1 FROM account WHERE id = :userId FOR UPDATE) AS locked")
    abstract long lock(UUID userId);

    /** A new connection, or the next version of the one that this account has. */
    Opened open(UUID userId, Place place, String handle, UUID newId, Instant now) {
        return jdbc.prepareStatement(OPEN, statement -> {
            statement.setObject(1, newId);
            statement.setObject(2, userId);
            statement.setString(3, place.network());
            statement.setString(4, place.server());
            statement.setString(5, place.accountId());
            statement.setString(6, handle);
            statement.setObject(7, now.atOffset(ZoneOffset.UTC));
            try (var result = statement.executeQuery()) {
                result.next();
                return new Opened(result.getObject("id", UUID.class), result.getLong("version"));
            }
        });
    }

    /** @return the version that it had; empty if the user has no such connection */
    Optional<Long> close(UUID id, UUID userId) {
        return jdbc.prepareStatement(CLOSE, statement -> {
            statement.setObject(1, id);
            statement.setObject(2, userId);
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getLong("version")) : Optional.empty();
            }
        });
    }

    /** Keeps what is newer, of this version alone. */
    int report(ConnectionReported report) {
        var spending = report.spending();
        return jdbc.prepareStatement(REPORT, statement -> {
            statement.setLong(1, report.report());
            statement.setString(2, report.state().wireName());
            statement.setString(3, report.reason());
            statement.setString(4, write(report.timelines()));
            statement.setObject(5, spending == null ? null : spending.cents());
            statement.setObject(6, spending == null ? null : spending.cap());
            statement.setObject(7, report.connectionId());
            statement.setLong(8, report.version());
            statement.setLong(9, report.report());
            return statement.executeUpdate();
        });
    }

    @Transactional(value = "user", readOnly = true)
    List<Connection> of(UUID userId, int limit, int offset) {
        return jdbc.prepareStatement(OF_USER, statement -> {
            statement.setObject(1, userId);
            statement.setInt(2, limit);
            statement.setInt(3, offset);
            try (var result = statement.executeQuery()) {
                var connections = new ArrayList<Connection>();
                while (result.next()) {
                    connections.add(connection(result));
                }
                return connections;
            }
        });
    }

    private Connection connection(ResultSet row) throws SQLException {
        var lastPollAt = row.getObject("last_poll_at", OffsetDateTime.class);
        return new Connection(
                row.getObject("id", UUID.class),
                row.getString("network"),
                row.getString("server"),
                row.getString("handle"),
                row.getString("state"),
                row.getString("reason"),
                read(row.getString("timelines")),
                spending(row),
                lastPollAt == null ? null : lastPollAt.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Spending spending(ResultSet row) throws SQLException {
        var cents = row.getObject("spent_cents", Long.class);
        var cap = row.getObject("cap_cents", Long.class);
        return cents == null || cap == null ? null : new Spending(cents, cap);
    }

    private String write(List<OfferedTimeline> timelines) {
        try {
            return json.writeValueAsString(timelines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<OfferedTimeline> read(String timelines) {
        try {
            return json.readValue(timelines, Argument.listOf(OfferedTimeline.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
