package org.broadsheet.filter.verdict;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which entries imported rules hide. */
@Singleton
@Transactional("filter")
class MuteVerdicts {
    /** A word is a part of the folded text, with the marks of its edges; a sharer or server is one of the sharer's names. */
    private static final String MATCHES = """
            CASE WHEN i.kind = 'word' THEN strpos(e.folded, i.needle) > 0 ELSE i.needle = ANY (e.sharer_names) END""";

    /** Texts are taken out of their rows once, and not for each rule. */
    private static final String HIDDEN = """
            WITH texts AS MATERIALIZED (
                SELECT id, source_id, folded || '' AS folded, sharer_names FROM entry WHERE id = ANY (?))
            SELECT DISTINCT ON (e.id, i.user_id) e.id, i.user_id, i.expression, m.network, m.handle
              FROM texts e
              JOIN (SELECT DISTINCT source_id, user_id FROM subscription
                     WHERE NOT ended AND user_id = ANY (?)) AS s ON s.source_id = e.source_id
              JOIN imported_rule i ON i.user_id = s.user_id AND i.active
              JOIN mute_import m ON m.connection_id = i.connection_id
             WHERE %s
             ORDER BY e.id, i.user_id, i.kind, i.expression, i.id""".formatted(MATCHES);

    /** The next entries of a user, each with whether it is one that rules of this version begin or end to hide. */
    private static final String TOUCHED = """
            WITH next AS MATERIALIZED (
                SELECT DISTINCT e.id
                  FROM subscription s JOIN entry e ON e.source_id = s.source_id
                 WHERE s.user_id = ? AND NOT s.ended AND e.id > ?
                   AND EXISTS (SELECT FROM imported_rule WHERE user_id = ? AND changed_in = ?)
                 ORDER BY e.id
                 LIMIT ?),
            texts AS MATERIALIZED (
                SELECT id, folded || '' AS folded, sharer_names FROM entry WHERE id IN (SELECT id FROM next))
            SELECT e.id,
                   e.folded IS NULL
                   OR EXISTS (SELECT FROM imported_rule i WHERE i.user_id = ? AND i.changed_in = ? AND %s) AS touched
              FROM texts e
             ORDER BY e.id""".formatted(MATCHES);

    private final JdbcOperations jdbc;

    MuteVerdicts(@Named("filter") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** An entry, and who reads it. */
    record Reading(UUID entryId, UUID userId) {}

    /**
     * Entries of a user in their order.
     *
     * @param touched those of them that are to be judged again
     * @param last null when there are no further ones
     */
    record Chunk(List<UUID> touched, @Nullable UUID last) {}

    /** The rule that hides an entry from a reader, with where it came from, wherever there is one. */
    Map<Reading, String> hiding(Collection<UUID> entries, Collection<UUID> users) {
        return jdbc.prepareStatement(HIDDEN, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, connection.createArrayOf("uuid", entries.toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", users.toArray()));
            try (var result = statement.executeQuery()) {
                var rules = new HashMap<Reading, String>();
                while (result.next()) {
                    rules.put(
                            new Reading(result.getObject(1, UUID.class), result.getObject(2, UUID.class)),
                            result.getString(3) + " (" + result.getString(4) + " @" + result.getString(5) + ")");
                }
                return rules;
            }
        });
    }

    /**
     * The next entries that the imported rules of one version may touch; empty at the end, and if the version is about
     * something else, or later ones changed all of its rules again.
     */
    Optional<Chunk> touched(UUID userId, long rulesVersion, UUID after, int limit) {
        return jdbc.prepareStatement(TOUCHED, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, after);
            statement.setObject(3, userId);
            statement.setLong(4, rulesVersion);
            statement.setInt(5, limit);
            statement.setObject(6, userId);
            statement.setLong(7, rulesVersion);
            try (var result = statement.executeQuery()) {
                var touched = new ArrayList<UUID>();
                UUID last = null;
                int rows = 0;
                while (result.next()) {
                    last = result.getObject(1, UUID.class);
                    rows++;
                    if (result.getBoolean(2)) {
                        touched.add(last);
                    }
                }
                return rows == 0 ? Optional.empty() : Optional.of(new Chunk(touched, rows == limit ? last : null));
            }
        });
    }
}
