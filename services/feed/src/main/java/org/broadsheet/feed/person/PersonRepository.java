package org.broadsheet.feed.person;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which sharers are counted as which, for one reader at a time. Every method joins the caller's transaction. */
@Singleton
@Transactional("feed")
class PersonRepository {
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('broadsheet.feed.persons:' || CAST(? AS text), 7))";

    private static final String ACCOUNTS = """
            SELECT k.id, k.sharer_key, k.network, k.name, k.handle, k.sites
              FROM sharer k
             WHERE k.user_id = ?
             ORDER BY (SELECT max(s.shared_at) FROM share s WHERE s.user_id = k.user_id AND s.sharer_key = k.sharer_key)
                      DESC NULLS LAST, k.sharer_key""";

    /** Their rows stay while something is said of them: the end of an account takes all of it or nothing. */
    private static final String HOLD = """
            SELECT id, sharer_key FROM sharer WHERE user_id = ? AND id = ANY (?) ORDER BY sharer_key FOR KEY SHARE""";

    private static final String MEMBERS = "SELECT sharer_key, person_key FROM person_now WHERE user_id = ?";

    /** What this transaction has begun nobody has seen. */
    private static final String TAKE_BACK = """
            DELETE FROM person_member
             WHERE user_id = ? AND sharer_key = ANY (?) AND begun_in = pg_current_xact_id()""";

    private static final String END = """
            UPDATE person_member SET ended_in = pg_current_xact_id(), ended_at = now()
             WHERE user_id = ? AND sharer_key = ANY (?) AND ended_in IS NULL""";

    private static final String BEGIN = """
            INSERT INTO person_member (user_id, sharer_key, person_key)
            SELECT ?, member.* FROM unnest(CAST(? AS text[]), CAST(? AS text[])) AS member""";

    private static final String DROP_ENDED =
            "DELETE FROM person_member WHERE user_id = ? AND ended_at < now() - interval '1 day'";

    private final JdbcOperations jdbc;

    PersonRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Held until the transaction ends. */
    void lock(UUID userId) {
        boolean locked = jdbc.prepareStatement(LOCK, statement -> {
            statement.setObject(1, userId);
            return statement.execute();
        });
        if (!locked) {
            throw new IllegalStateException("advisory locks answer rows");
        }
    }

    /** The keys of those of these accounts that this reader has, by id. To be called before {@link #lock}. */
    Map<UUID, String> hold(UUID userId, Collection<UUID> ids) {
        return jdbc.prepareStatement(HOLD, statement -> {
            statement.setObject(1, userId);
            statement.setArray(2, statement.getConnection().createArrayOf("uuid", ids.toArray()));
            try (var row = statement.executeQuery()) {
                var keys = new HashMap<UUID, String>();
                while (row.next()) {
                    keys.put(row.getObject(1, UUID.class), row.getString(2));
                }
                return keys;
            }
        });
    }

    /** Of whom this reader has a share; who shared last comes first. */
    List<Account> accounts(UUID userId) {
        return jdbc.prepareStatement(ACCOUNTS, statement -> {
            statement.setObject(1, userId);
            try (var row = statement.executeQuery()) {
                var accounts = new ArrayList<Account>();
                while (row.next()) {
                    accounts.add(new Account(
                            row.getObject("id", UUID.class),
                            row.getString("sharer_key"),
                            row.getString("network"),
                            row.getString("name"),
                            row.getString("handle"),
                            List.of((String[]) row.getArray("sites").getArray())));
                }
                return accounts;
            }
        });
    }

    /** Those that are counted as another sharer, by key. */
    Map<String, String> members(UUID userId) {
        return jdbc.prepareStatement(MEMBERS, statement -> {
            statement.setObject(1, userId);
            try (var row = statement.executeQuery()) {
                var members = new HashMap<String, String>();
                while (row.next()) {
                    members.put(row.getString(1), row.getString(2));
                }
                return members;
            }
        });
    }

    /** @param begun of the changed ones those that are counted as another from now on, by key; the rest stand alone */
    void change(UUID userId, Collection<String> changed, Map<String, String> begun) {
        for (var sql : List.of(TAKE_BACK, END)) {
            int unused = jdbc.prepareStatement(sql, statement -> {
                statement.setObject(1, userId);
                statement.setArray(2, statement.getConnection().createArrayOf("text", changed.toArray()));
                return statement.executeUpdate();
            });
        }
        var sharers = List.copyOf(begun.keySet());
        int unused = jdbc.prepareStatement(BEGIN, statement -> {
            var connection = statement.getConnection();
            statement.setObject(1, userId);
            statement.setArray(2, connection.createArrayOf("text", sharers.toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", sharers.stream().map(begun::get).toArray()));
            return statement.executeUpdate();
        });
    }

    /** Forgets what ended so long ago that nobody is reading on from before it. */
    void dropEnded(UUID userId) {
        int unused = jdbc.prepareStatement(DROP_ENDED, (PreparedStatement statement) -> {
            statement.setObject(1, userId);
            return statement.executeUpdate();
        });
    }
}
