package org.broadsheet.feed.person;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Keeps what is known of sharers in step with the shares that each reader has. Joins the caller's transaction. */
@Singleton
@Transactional("feed")
class SharerFacts {
    /** What the newest of a reader's entries by a sharer says; none where no share is left. */
    private static final String NEWEST = """
            LATERAL (SELECT e.network, e.sharer_name, e.sharer_handle, e.sharer_sites
                       FROM share s JOIN entry e ON e.id = s.entry_id
                      WHERE s.user_id = t.user_id AND s.sharer_key = t.sharer_key
                      ORDER BY s.shared_at DESC, s.entry_id DESC
                      LIMIT 1) AS n""";

    private static final String GIVEN = "unnest(CAST(? AS uuid[]), CAST(? AS text[])) AS t (user_id, sharer_key)";

    private static final String ADD = """
            INSERT INTO sharer (user_id, sharer_key, network, name, handle, sites)
            SELECT t.user_id, t.sharer_key, n.network, n.sharer_name, n.sharer_handle, n.sharer_sites
              FROM %s CROSS JOIN %s
             WHERE NOT EXISTS (SELECT FROM sharer k WHERE k.user_id = t.user_id AND k.sharer_key = t.sharer_key)
             ORDER BY t.user_id, t.sharer_key
            ON CONFLICT DO NOTHING
            RETURNING user_id, sharer_key, network""".formatted(GIVEN, NEWEST);

    private static final String LOCK = """
            SELECT k.user_id, k.sharer_key, k.network
              FROM %s JOIN sharer k USING (user_id, sharer_key)
             ORDER BY k.user_id, k.sharer_key
               FOR NO KEY UPDATE OF k""".formatted(GIVEN);

    private static final String MISSING = """
            SELECT EXISTS (SELECT FROM %s
                            WHERE EXISTS (SELECT FROM share s WHERE s.user_id = t.user_id AND s.sharer_key = t.sharer_key)
                              AND NOT EXISTS (SELECT FROM sharer k
                                               WHERE k.user_id = t.user_id AND k.sharer_key = t.sharer_key))""".formatted(GIVEN);

    private static final String CHANGE = """
            UPDATE sharer k SET network = n.network, name = n.sharer_name, handle = n.sharer_handle, sites = n.sharer_sites
              FROM %s CROSS JOIN %s
             WHERE k.user_id = t.user_id AND k.sharer_key = t.sharer_key
               AND (k.network, k.name, k.handle, k.sites)
                   IS DISTINCT FROM (n.network, n.sharer_name, n.sharer_handle, n.sharer_sites)
            RETURNING k.user_id, k.sharer_key, k.network""".formatted(GIVEN, NEWEST);

    private static final String DROP = """
            DELETE FROM sharer k
             USING %s
             WHERE k.user_id = t.user_id AND k.sharer_key = t.sharer_key
               AND NOT EXISTS (SELECT FROM share s WHERE s.user_id = t.user_id AND s.sharer_key = t.sharer_key)
            RETURNING k.user_id, k.sharer_key, k.network""".formatted(GIVEN);

    private static final String OF_READER = "SELECT sharer_key FROM sharer WHERE user_id = ?";

    /** Every turn somebody else must have taken back the last share of a sharer meanwhile. */
    private static final int MAX_TURNS = 5;

    private final JdbcOperations jdbc;

    SharerFacts(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @param network as it is now, or was last */
    record Changed(UUID userId, String sharerKey, String network) {}

    /** Those that are new, changed, or gone. */
    Set<Changed> follow(List<Sharing> sharings) {
        var changed = new HashSet<Changed>();
        lock(sharings, changed);
        changed.addAll(changed(CHANGE, sharings));
        changed.addAll(changed(DROP, sharings));
        return changed;
    }

    /**
     * So that of two who bring shares of one sharer the second sees those of the first: each would keep the newest of its
     * own.
     */
    private void lock(List<Sharing> sharings, Set<Changed> added) {
        for (int turn = 0; turn < MAX_TURNS; turn++) {
            added.addAll(changed(ADD, sharings));
            var locked = changed(LOCK, sharings);
            if (locked.size() == sharings.size() || !isAnyMissing(sharings)) {
                return;
            }
        }
        throw new IllegalStateException("sharers come and go");
    }

    private boolean isAnyMissing(List<Sharing> sharings) {
        return jdbc.prepareStatement(MISSING, statement -> {
            bind(statement, sharings);
            try (var result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        });
    }

    private Set<Changed> changed(String sql, List<Sharing> sharings) {
        return jdbc.prepareStatement(sql, statement -> {
            bind(statement, sharings);
            try (var result = statement.executeQuery()) {
                var rows = new HashSet<Changed>();
                while (result.next()) {
                    rows.add(new Changed(result.getObject(1, UUID.class), result.getString(2), result.getString(3)));
                }
                return rows;
            }
        });
    }

    private static void bind(PreparedStatement statement, List<Sharing> sharings) throws SQLException {
        var connection = statement.getConnection();
        statement.setArray(
                1,
                connection.createArrayOf(
                        "uuid", sharings.stream().map(Sharing::userId).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "text", sharings.stream().map(Sharing::sharerKey).toArray()));
    }

    List<Sharing> of(UUID userId) {
        return jdbc.prepareStatement(OF_READER, statement -> {
            statement.setObject(1, userId);
            try (var result = statement.executeQuery()) {
                var sharings = new ArrayList<Sharing>();
                while (result.next()) {
                    sharings.add(new Sharing(userId, result.getString(1)));
                }
                return sharings;
            }
        });
    }
}
