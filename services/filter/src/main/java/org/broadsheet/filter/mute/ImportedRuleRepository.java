package org.broadsheet.filter.mute;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules that were imported. Every change marks the rules that it lets begin or end with the version of the reader's
 * rules that it belongs to; those that are gone stay a while as memory.
 */
@Singleton
@Transactional("filter")
class ImportedRuleRepository {
    /** What is switched off stays off. */
    private static final String PUT = """
            INSERT INTO imported_rule (id, user_id, connection_id, kind, needle, expression, until, changed_in)
            SELECT given.id, ?, ?, given.kind, given.needle, given.expression, given.until, ?
              FROM unnest(CAST(? AS uuid[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]),
                          CAST(? AS timestamptz[])) AS given (id, kind, needle, expression, until)
            ON CONFLICT (connection_id, kind, needle) DO UPDATE
               SET expression = excluded.expression, until = excluded.until, present = true, over = false, changed_at = now(),
                   changed_in = CASE WHEN imported_rule.enabled AND NOT imported_rule.active
                                     THEN excluded.changed_in ELSE imported_rule.changed_in END
             WHERE NOT imported_rule.present OR imported_rule.over OR imported_rule.expression <> excluded.expression
                OR imported_rule.until IS DISTINCT FROM excluded.until""";

    private static final String END = """
            UPDATE imported_rule
               SET present = false, changed_at = now(), changed_in = CASE WHEN active THEN ? ELSE changed_in END
             WHERE connection_id = ? AND user_id = ? AND present""";

    private static final String END_OTHERS = END + " " + """
            AND NOT EXISTS (SELECT FROM unnest(CAST(? AS text[]), CAST(? AS text[])) AS given (kind, needle)
                             WHERE given.kind = imported_rule.kind AND given.needle = imported_rule.needle)""";

    private static final String END_OVER = """
            UPDATE imported_rule
               SET over = true, changed_at = now(), changed_in = CASE WHEN active THEN ? ELSE changed_in END
             WHERE user_id = ? AND present AND NOT over AND until <= ?""";

    private static final String SWITCH = """
            UPDATE imported_rule SET enabled = ?, changed_at = now(), changed_in = ?
             WHERE id = ? AND user_id = ? AND present AND NOT over AND enabled <> ?""";

    private static final String HAS_CHANGED =
            "SELECT 1 FROM imported_rule WHERE user_id = ? AND changed_in = ? LIMIT 1";

    private static final String USERS_OVER = """
            SELECT DISTINCT user_id FROM (SELECT user_id FROM imported_rule
                                           WHERE present AND NOT over AND until <= ? ORDER BY until LIMIT 1000) AS due
             ORDER BY user_id""";

    /** Long after their entries were judged again; that something was switched off is remembered for longer. */
    private static final String FORGET_GONE = """
            DELETE FROM imported_rule
             WHERE NOT present AND changed_at < now() - CASE WHEN enabled THEN interval '7 days' ELSE interval '30 days' END""";

    private final JdbcOperations jdbc;

    ImportedRuleRepository(@Named("filter") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void put(UUID userId, UUID connectionId, Collection<MuteRule> rules, long version) {
        jdbc.prepareStatement(PUT, statement -> {
            var connection = statement.getConnection();
            statement.setObject(1, userId);
            statement.setObject(2, connectionId);
            statement.setLong(3, version);
            statement.setArray(4, array(connection, "uuid", rules, rule -> UuidCreator.getTimeOrderedEpoch()));
            statement.setArray(
                    5, array(connection, "text", rules, rule -> rule.kind().wireName()));
            statement.setArray(6, array(connection, "text", rules, MuteRule::needle));
            statement.setArray(7, array(connection, "text", rules, MuteRule::expression));
            statement.setArray(
                    8,
                    array(
                            connection,
                            "timestamptz",
                            rules,
                            rule -> rule.until() == null ? null : rule.until().toString()));
            return statement.executeUpdate();
        });
    }

    void endOthers(UUID userId, UUID connectionId, Collection<MuteRule> rules, long version) {
        jdbc.prepareStatement(END_OTHERS, statement -> {
            statement.setLong(1, version);
            statement.setObject(2, connectionId);
            statement.setObject(3, userId);
            statement.setArray(
                    4,
                    array(
                            statement.getConnection(),
                            "text",
                            rules,
                            rule -> rule.kind().wireName()));
            statement.setArray(5, array(statement.getConnection(), "text", rules, MuteRule::needle));
            return statement.executeUpdate();
        });
    }

    void endAll(UUID userId, UUID connectionId, long version) {
        update(END, version, connectionId, userId);
    }

    void endOver(UUID userId, Instant now, long version) {
        update(END_OVER, version, userId, now.atOffset(ZoneOffset.UTC));
    }

    void turn(UUID userId, UUID id, boolean enabled, long version) {
        update(SWITCH, enabled, version, id, userId, enabled);
    }

    /** Whether this version of a user's rules lets any of these begin or end. */
    boolean hasChanged(UUID userId, long version) {
        return jdbc.prepareStatement(HAS_CHANGED, statement -> {
            statement.setObject(1, userId);
            statement.setLong(2, version);
            try (var result = statement.executeQuery()) {
                return result.next();
            }
        });
    }

    /** Some of the users who have rules whose time has come. */
    List<UUID> usersWithOver(Instant now) {
        return jdbc.prepareStatement(USERS_OVER, statement -> {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            try (var result = statement.executeQuery()) {
                var users = new ArrayList<UUID>();
                while (result.next()) {
                    users.add(result.getObject(1, UUID.class));
                }
                return users;
            }
        });
    }

    int forgetGone() {
        return update(FORGET_GONE);
    }

    private int update(String statement, Object... parameters) {
        return jdbc.prepareStatement(statement, prepared -> {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            return prepared.executeUpdate();
        });
    }

    private static Array array(
            Connection connection, String type, Collection<MuteRule> rules, Function<MuteRule, @Nullable Object> column)
            throws SQLException {
        return connection.createArrayOf(type, rules.stream().map(column).toArray());
    }
}
