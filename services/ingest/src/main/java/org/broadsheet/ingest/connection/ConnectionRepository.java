package org.broadsheet.ingest.connection;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.ConnectionState;
import org.broadsheet.events.Network;
import org.jspecify.annotations.Nullable;

/** The rows of connections. */
@Singleton
@Transactional("ingest")
class ConnectionRepository {
    private static final String COLUMNS = """
            SELECT id, user_id, network, server, account_id, handle, version, sealed, credentials_version, state, reason,
                   report, failures, retry_at
              FROM connection
            """;

    private static final String FIND = COLUMNS + "WHERE id = ? AND state <> 'closed'";

    private static final String LOCK = FIND + " FOR UPDATE";

    private static final String OF_USER = COLUMNS + "WHERE user_id = ? AND state <> 'closed' ORDER BY id FOR UPDATE";

    private static final String OF_ACCOUNT =
            COLUMNS + "WHERE network = ? AND server = ? AND account_id = ? AND state <> 'closed' ORDER BY id LIMIT 100";

    /** Whoever opens, closes or forgets connections of one user does so alone, rows that are not there yet included. */
    private static final String LOCK_USER =
            "SELECT pg_advisory_xact_lock(hashtextextended('connections of ' || ?::text, 0))";

    private static final String ENDED = """
            SELECT EXISTS (SELECT FROM forgotten_user WHERE user_id = ?)
                OR EXISTS (SELECT FROM connection WHERE id = ? AND state = 'closed')""";

    /** A refresh under way is over with whatever is saved. */
    private static final String SAVE = """
            INSERT INTO connection (user_id, network, server, account_id, handle, version, sealed, credentials_version, state,
                                    reason, report, failures, retry_at, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
               SET network = excluded.network, server = excluded.server, account_id = excluded.account_id,
                   handle = excluded.handle, version = excluded.version, sealed = excluded.sealed,
                   credentials_version = excluded.credentials_version, state = excluded.state, reason = excluded.reason,
                   report = excluded.report, failures = excluded.failures, retry_at = excluded.retry_at,
                   refresh_started_at = NULL""";

    /** By the database's clock, which is one for all processes. */
    private static final String START_REFRESH = """
            UPDATE connection SET refresh_started_at = clock_timestamp()
             WHERE id = ? AND credentials_version = ?
               AND (refresh_started_at IS NULL OR refresh_started_at <= clock_timestamp() - ? * interval '1 millisecond')
            RETURNING refresh_started_at""";

    private static final String IS_REFRESHED_BY =
            "SELECT 1 FROM connection WHERE id = ? AND credentials_version = ? AND refresh_started_at = ?";

    /** Remembers the end even of a connection that is not known yet, but nothing of a user who is forgotten. */
    private static final String CLOSE = """
            INSERT INTO connection (id, user_id, version, state)
            SELECT ?, ?, ?, 'closed'
             WHERE NOT EXISTS (SELECT FROM forgotten_user WHERE user_id = ?)
            ON CONFLICT (id) DO UPDATE
               SET state = 'closed', network = NULL, server = NULL, account_id = NULL, handle = NULL, sealed = NULL,
                   reason = NULL, retry_at = NULL, refresh_started_at = NULL""";

    private static final String FORGET = "DELETE FROM connection WHERE user_id = ?";

    private final JdbcOperations jdbc;

    ConnectionRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Connection> find(UUID id) {
        return list(FIND, id).stream().findFirst();
    }

    Optional<Connection> lock(UUID id) {
        return list(LOCK, id).stream().findFirst();
    }

    List<Connection> lockOfUser(UUID userId) {
        return list(OF_USER, userId);
    }

    /** Whoever's: several users may have connected one account. */
    List<Connection> ofAccount(Network network, String server, String accountId) {
        return list(OF_ACCOUNT, network.wireName(), server, accountId);
    }

    void lockUser(UUID userId) {
        exists(LOCK_USER, userId);
    }

    /** Whether nothing may be opened under this id (any more). */
    boolean hasEnded(UUID id, UUID userId) {
        return jdbc.prepareStatement(ENDED, statement -> {
            set(statement, userId, id);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        });
    }

    void save(Connection connection) {
        jdbc.prepareStatement(SAVE, statement -> {
            set(
                    statement,
                    connection.userId(),
                    connection.network().wireName(),
                    connection.server(),
                    connection.accountId(),
                    connection.handle(),
                    connection.version(),
                    connection.sealed(),
                    connection.credentialsVersion(),
                    connection.state().wireName(),
                    connection.reason(),
                    connection.report(),
                    connection.failures(),
                    connection.retryAt() == null ? null : connection.retryAt().atOffset(ZoneOffset.UTC),
                    connection.id());
            return statement.executeUpdate();
        });
    }

    /** @return the mark that a refresh is under way; empty if another's is, and not for as long as one can take */
    Optional<Instant> startRefresh(Connection connection, Duration longest) {
        return jdbc.prepareStatement(START_REFRESH, statement -> {
            set(statement, connection.id(), connection.credentialsVersion(), longest.toMillis());
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(instant(result, 1)) : Optional.empty();
            }
        });
    }

    boolean isRefreshedBy(Connection connection, Instant startedAt) {
        return exists(
                IS_REFRESHED_BY, connection.id(), connection.credentialsVersion(), startedAt.atOffset(ZoneOffset.UTC));
    }

    void close(UUID id, UUID userId, long version) {
        jdbc.prepareStatement(CLOSE, statement -> {
            set(statement, id, userId, version, userId);
            return statement.executeUpdate();
        });
    }

    void forget(UUID userId) {
        jdbc.prepareStatement(FORGET, statement -> {
            set(statement, userId);
            return statement.executeUpdate();
        });
    }

    private boolean exists(String query, Object... parameters) {
        return jdbc.prepareStatement(query, statement -> {
            set(statement, parameters);
            try (var result = statement.executeQuery()) {
                return result.next();
            }
        });
    }

    private List<Connection> list(String query, Object... parameters) {
        return jdbc.prepareStatement(query, statement -> {
            set(statement, parameters);
            try (var result = statement.executeQuery()) {
                var connections = new ArrayList<Connection>();
                while (result.next()) {
                    connections.add(connection(result));
                }
                return connections;
            }
        });
    }

    private static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Connection connection(ResultSet row) throws SQLException {
        var retryAt = row.getObject("retry_at", OffsetDateTime.class);
        return new Connection(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                Network.valueOf(row.getString("network").toUpperCase(Locale.ROOT)),
                row.getString("server"),
                row.getString("account_id"),
                row.getString("handle"),
                row.getLong("version"),
                row.getString("sealed"),
                row.getLong("credentials_version"),
                ConnectionState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getLong("report"),
                row.getInt("failures"),
                retryAt == null ? null : retryAt.toInstant());
    }
}
