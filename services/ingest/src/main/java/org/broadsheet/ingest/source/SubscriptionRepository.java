package org.broadsheet.ingest.source;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.events.SubscriptionResolved;

/** The rows of who reads what. */
@Singleton
@Transactional("ingest")
class SubscriptionRepository {
    private static final String BIND = """
            INSERT INTO subscription (id, user_id, source_id, version)
            SELECT ?, ?, ?, 1
             WHERE NOT EXISTS (SELECT FROM forgotten_user WHERE user_id = ?)
            ON CONFLICT (id) DO NOTHING""";

    private static final String SOURCE_OF = "SELECT source_id FROM subscription WHERE id = ? AND NOT ended";

    /** Remembers the end even of a subscription that is not known yet. */
    private static final String END = """
            INSERT INTO subscription (id, user_id, ended) VALUES (?, ?, true)
            ON CONFLICT (id) DO UPDATE SET ended = true, source_id = NULL""";

    private static final String REBIND = """
            UPDATE subscription SET source_id = ?, version = version + 1
             WHERE source_id = ? AND NOT ended
            RETURNING id, user_id, source_id, version""";

    private static final String REMEMBER_FORGOTTEN =
            "INSERT INTO forgotten_user (user_id) VALUES (?) ON CONFLICT (user_id) DO NOTHING";

    private static final String SOURCES_OF_USER =
            "SELECT DISTINCT source_id FROM subscription WHERE user_id = ? AND NOT ended ORDER BY source_id";

    private static final String READERS = "SELECT DISTINCT user_id FROM subscription WHERE source_id = ? AND NOT ended";

    private static final String FORGET = "DELETE FROM subscription WHERE user_id = ?";

    private final JdbcOperations jdbc;

    SubscriptionRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if it is known, has ended, or its user is forgotten */
    boolean bind(UUID id, UUID userId, UUID sourceId) {
        return jdbc.prepareStatement(BIND, statement -> {
            statement.setObject(1, id);
            statement.setObject(2, userId);
            statement.setObject(3, sourceId);
            statement.setObject(4, userId);
            return statement.executeUpdate() == 1;
        });
    }

    List<UUID> sourceOf(UUID id) {
        return ids(SOURCE_OF, id);
    }

    void end(UUID id, UUID userId) {
        jdbc.prepareStatement(END, statement -> {
            statement.setObject(1, id);
            statement.setObject(2, userId);
            return statement.executeUpdate();
        });
    }

    /** Moves every reader of one source to another. */
    List<SubscriptionResolved> rebind(UUID from, UUID to) {
        return jdbc.prepareStatement(REBIND, statement -> {
            statement.setObject(1, to);
            statement.setObject(2, from);
            return resolved(statement);
        });
    }

    List<UUID> sourcesOfUser(UUID userId) {
        return ids(SOURCES_OF_USER, userId);
    }

    Set<UUID> readers(UUID sourceId) {
        return Set.copyOf(ids(READERS, sourceId));
    }

    /** Removes a user, and whatever comes late. */
    void forget(UUID userId) {
        update(REMEMBER_FORGOTTEN, userId);
        update(FORGET, userId);
    }

    private void update(String statementText, UUID id) {
        jdbc.prepareStatement(statementText, statement -> {
            statement.setObject(1, id);
            return statement.executeUpdate();
        });
    }

    private List<UUID> ids(String query, UUID id) {
        return jdbc.prepareStatement(query, statement -> {
            statement.setObject(1, id);
            try (var result = statement.executeQuery()) {
                var ids = new ArrayList<UUID>();
                while (result.next()) {
                    ids.add(result.getObject(1, UUID.class));
                }
                return ids;
            }
        });
    }

    private static List<SubscriptionResolved> resolved(PreparedStatement statement) throws SQLException {
        try (var result = statement.executeQuery()) {
            var resolved = new ArrayList<SubscriptionResolved>();
            while (result.next()) {
                resolved.add(new SubscriptionResolved(
                        result.getObject("id", UUID.class),
                        result.getObject("user_id", UUID.class),
                        result.getObject("source_id", UUID.class),
                        result.getLong("version")));
            }
            return resolved;
        }
    }
}
