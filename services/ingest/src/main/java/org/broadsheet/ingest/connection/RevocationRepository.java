package org.broadsheet.ingest.connection;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.events.Network;

/** The credentials that wait for their end. */
@Singleton
@Transactional("ingest")
class RevocationRepository {
    static final int MAX_TRIES = 8;
    private static final Duration KEPT = Duration.ofDays(1);

    private static final String ADD = """
            INSERT INTO credential_revocation
                   (id, connection_id, user_id, network, server, account_id, sealed, next_at, forget_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** The next try comes a minute later, two, four, …; sooner than that no try takes. */
    private static final String CLAIM = """
            WITH due AS (
                SELECT id FROM credential_revocation
                 WHERE next_at <= ? AND forget_at > ? AND tries < ?
                 ORDER BY next_at LIMIT ? FOR UPDATE SKIP LOCKED)
            UPDATE credential_revocation AS r
               SET tries = tries + 1, next_at = ?::timestamptz + power(2, tries) * interval '1 minute'
              FROM due WHERE r.id = due.id
            RETURNING r.id, connection_id, user_id, network, server, account_id, sealed""";

    private static final String DONE = "DELETE FROM credential_revocation WHERE id = ?";

    private static final String FORGET = """
            DELETE FROM credential_revocation
             WHERE forget_at <= ? OR tries >= ? AND next_at <= ?
            RETURNING connection_id""";

    private final JdbcOperations jdbc;

    RevocationRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void add(Connection connection, Instant now) {
        jdbc.prepareStatement(ADD, statement -> {
            statement.setObject(1, UuidCreator.getTimeOrderedEpoch());
            statement.setObject(2, connection.id());
            statement.setObject(3, connection.userId());
            statement.setString(4, connection.network().wireName());
            statement.setString(5, connection.server());
            statement.setString(6, connection.accountId());
            statement.setString(7, connection.sealed());
            statement.setObject(8, now.atOffset(ZoneOffset.UTC));
            statement.setObject(9, now.plus(KEPT).atOffset(ZoneOffset.UTC));
            return statement.executeUpdate();
        });
    }

    /** Those that are due, for one try. */
    List<Revocation> claim(Instant now, int limit) {
        var at = now.atOffset(ZoneOffset.UTC);
        return jdbc.prepareStatement(CLAIM, statement -> {
            statement.setObject(1, at);
            statement.setObject(2, at);
            statement.setInt(3, MAX_TRIES);
            statement.setInt(4, limit);
            statement.setObject(5, at);
            try (var result = statement.executeQuery()) {
                var claimed = new ArrayList<Revocation>();
                while (result.next()) {
                    claimed.add(revocation(result));
                }
                return claimed;
            }
        });
    }

    void done(UUID id) {
        jdbc.prepareStatement(DONE, statement -> {
            statement.setObject(1, id);
            return statement.executeUpdate();
        });
    }

    /** Deletes what was tried in vain, or for too long. @return the connections that they were of */
    List<UUID> forget(Instant now) {
        var at = now.atOffset(ZoneOffset.UTC);
        return jdbc.prepareStatement(FORGET, statement -> {
            statement.setObject(1, at);
            statement.setInt(2, MAX_TRIES);
            statement.setObject(3, at);
            try (var result = statement.executeQuery()) {
                var forgotten = new ArrayList<UUID>();
                while (result.next()) {
                    forgotten.add(result.getObject(1, UUID.class));
                }
                return forgotten;
            }
        });
    }

    private static Revocation revocation(ResultSet row) throws SQLException {
        return new Revocation(
                row.getObject("id", UUID.class),
                row.getObject("connection_id", UUID.class),
                row.getObject("user_id", UUID.class),
                Network.valueOf(row.getString("network").toUpperCase(Locale.ROOT)),
                row.getString("server"),
                row.getString("account_id"),
                row.getString("sealed"));
    }
}
