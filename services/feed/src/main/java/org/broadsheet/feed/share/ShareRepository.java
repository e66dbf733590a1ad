package org.broadsheet.feed.share;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Verdict;
import org.broadsheet.feed.person.Sharing;
import org.jspecify.annotations.Nullable;

/** Which entry brought which article to whom. Every method joins the caller's transaction. */
@Singleton
@Transactional("feed")
class ShareRepository {
    private static final String STORE_ENTRIES = """
            INSERT INTO entry (id, version, sharer_key, sharer_name, sharer_handle, network, url, text, shared_at, sharer_sites)
            SELECT id, version, sharer_key, sharer_name, sharer_handle, network, url, text, shared_at,
                   string_to_array(sharer_sites, ' ')
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                       AS e (id, version, sharer_key, sharer_name, sharer_handle, network, url, text, shared_at, sharer_sites)
             ORDER BY id
            ON CONFLICT (id) DO UPDATE
               SET version = excluded.version, sharer_key = excluded.sharer_key, sharer_name = excluded.sharer_name,
                   sharer_handle = excluded.sharer_handle, network = excluded.network, url = excluded.url,
                   text = excluded.text, shared_at = excluded.shared_at, sharer_sites = excluded.sharer_sites
             WHERE entry.version <= excluded.version
            RETURNING id, xmax = 0""";

    /** Two versions guard a share, the entry's and the rules'; filter always sends one with both at their newest. */
    private static final String STORE_SHARE = """
            INSERT INTO share (user_id, article_id, entry_id, subscription_ids, entry_version, rules_version,
                               sharer_key, shared_at, hidden_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (user_id, article_id, entry_id) DO UPDATE
               SET subscription_ids = ARRAY (SELECT DISTINCT unnest(share.subscription_ids || excluded.subscription_ids)),
                   entry_version = excluded.entry_version, rules_version = excluded.rules_version,
                   sharer_key = excluded.sharer_key, shared_at = excluded.shared_at, hidden_by = excluded.hidden_by
             WHERE share.entry_version <= excluded.entry_version AND share.rules_version <= excluded.rules_version""";

    /** Links that an edited entry no longer has. */
    private static final String WITHDRAW_OTHERS = """
            DELETE FROM share
             WHERE entry_id = ? AND user_id = ANY (?) AND entry_version < ? AND article_id <> ALL (?)""";

    private static final String SHARINGS = """
            SELECT DISTINCT user_id, sharer_key FROM share WHERE entry_id = ANY (?) AND user_id = ANY (?)""";

    private static final String ENDED = "SELECT id FROM ended_subscription WHERE id = ANY (?)";

    private static final String FORGOTTEN = "SELECT user_id FROM forgotten_user WHERE user_id = ANY (?)";

    private static final String END = "INSERT INTO ended_subscription (id) VALUES (?) ON CONFLICT DO NOTHING";

    private static final String WITHDRAW_SUBSCRIPTION = """
            DELETE FROM share WHERE user_id = ? AND subscription_ids <@ ARRAY [CAST(? AS uuid)]""";

    private static final String LEAVE_SUBSCRIPTION = """
            UPDATE share SET subscription_ids = array_remove(subscription_ids, ?)
             WHERE user_id = ? AND ? = ANY (subscription_ids)""";

    private final JdbcOperations jdbc;

    ShareRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @param hiddenBy the rule that keeps it from being listed, null where none does */
    record Share(
            UUID userId,
            UUID articleId,
            EntryIngested entry,
            List<UUID> subscriptionIds,
            long rulesVersion,
            @Nullable String hiddenBy) {}

    /** The links that an entry has now, for readers who may have had others of it. */
    record Links(EntryIngested entry, List<UUID> userIds, List<UUID> articleIds) {}

    /**
     * Also locks the entries, so that the versions of each are stored one after the other.
     *
     * @param entries each once
     * @return the ids of those of which no newer version is known, true where the entry is new here; of the others that stays
     */
    Map<UUID, Boolean> storeEntries(List<EntryIngested> entries) {
        return jdbc.prepareStatement(STORE_ENTRIES, statement -> {
            bind(statement, 1, "uuid", entries, EntryIngested::entryId);
            bind(statement, 2, "bigint", entries, EntryIngested::version);
            bind(statement, 3, "text", entries, entry -> entry.sharer().key());
            bind(statement, 4, "text", entries, entry -> entry.sharer().name());
            bind(statement, 5, "text", entries, entry -> entry.sharer().handle());
            bind(
                    statement,
                    6,
                    "text",
                    entries,
                    entry -> entry.sharer().network().wireName());
            bind(statement, 7, "text", entries, EntryIngested::url);
            bind(statement, 8, "text", entries, EntryIngested::text);
            bind(statement, 9, "timestamptz", entries, EntryIngested::sharedAt);
            // An array has no arrays of several lengths; hosts have no blanks.
            bind(
                    statement,
                    10,
                    "text",
                    entries,
                    entry -> String.join(" ", entry.sharer().sites()));
            try (var result = statement.executeQuery()) {
                var stored = new HashMap<UUID, Boolean>();
                while (result.next()) {
                    stored.put(result.getObject(1, UUID.class), result.getBoolean(2));
                }
                return stored;
            }
        });
    }

    private static <T> void bind(
            PreparedStatement statement, int column, String type, List<T> rows, Function<T, @Nullable Object> value)
            throws SQLException {
        statement.setArray(
                column,
                statement
                        .getConnection()
                        .createArrayOf(type, rows.stream().map(value).toArray()));
    }

    /** Whose shares these readers have by these entries, as they were before. */
    Set<Sharing> sharings(Collection<EntryScreened> events) {
        return jdbc.prepareStatement(SHARINGS, statement -> {
            var entries = events.stream().map(event -> event.entry().entryId()).distinct();
            var readers = events.stream()
                    .flatMap(event -> event.verdicts().stream())
                    .map(Verdict::userId)
                    .distinct();
            bind(statement, 1, "uuid", entries.toList(), id -> id);
            bind(statement, 2, "uuid", readers.toList(), id -> id);
            try (var result = statement.executeQuery()) {
                var sharings = new HashSet<Sharing>();
                while (result.next()) {
                    sharings.add(new Sharing(result.getObject(1, UUID.class), result.getString(2)));
                }
                return sharings;
            }
        });
    }

    void storeShares(Collection<Share> shares) {
        int[] unused = jdbc.prepareStatement(STORE_SHARE, statement -> {
            for (var share : shares) {
                var entry = share.entry();
                statement.setObject(1, share.userId());
                statement.setObject(2, share.articleId());
                statement.setObject(3, entry.entryId());
                bind(statement, 4, "uuid", share.subscriptionIds(), id -> id);
                statement.setLong(5, entry.version());
                statement.setLong(6, share.rulesVersion());
                statement.setString(7, entry.sharer().key());
                statement.setObject(8, OffsetDateTime.ofInstant(entry.sharedAt(), ZoneOffset.UTC));
                statement.setString(9, share.hiddenBy());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /** Takes back what older versions of entries brought to these readers and these ones do not. */
    void withdrawOthers(Collection<Links> present) {
        int[] unused = jdbc.prepareStatement(WITHDRAW_OTHERS, statement -> {
            for (var links : present) {
                statement.setObject(1, links.entry().entryId());
                bind(statement, 2, "uuid", links.userIds(), id -> id);
                statement.setLong(3, links.entry().version());
                bind(statement, 4, "uuid", links.articleIds(), id -> id);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    Set<UUID> ended(Collection<UUID> subscriptionIds) {
        return among(ENDED, subscriptionIds);
    }

    Set<UUID> forgotten(Collection<UUID> userIds) {
        return among(FORGOTTEN, userIds);
    }

    /** Remembers the end of a subscription and takes back what came by it alone. */
    void end(UUID userId, UUID subscriptionId) {
        jdbc.execute(connection -> {
            try (var end = connection.prepareStatement(END);
                    var withdraw = connection.prepareStatement(WITHDRAW_SUBSCRIPTION);
                    var leave = connection.prepareStatement(LEAVE_SUBSCRIPTION)) {
                end.setObject(1, subscriptionId);
                end.executeUpdate();
                withdraw.setObject(1, userId);
                withdraw.setObject(2, subscriptionId);
                withdraw.executeUpdate();
                leave.setObject(1, subscriptionId);
                leave.setObject(2, userId);
                leave.setObject(3, subscriptionId);
                return leave.executeUpdate();
            }
        });
    }

    private Set<UUID> among(String sql, Collection<UUID> ids) {
        return jdbc.prepareStatement(sql, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids.toArray()));
            return ids(statement);
        });
    }

    private static Set<UUID> ids(PreparedStatement statement) throws SQLException {
        try (var result = statement.executeQuery()) {
            var found = new HashSet<UUID>();
            while (result.next()) {
                found.add(result.getObject(1, UUID.class));
            }
            return found;
        }
    }
}
