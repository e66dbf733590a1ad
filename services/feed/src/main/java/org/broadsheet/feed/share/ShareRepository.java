package org.broadsheet.feed.share;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.events.EntryIngested;
import org.jspecify.annotations.Nullable;

/** Which entry brought which article to whom. Every method joins the caller's transaction. */
@Singleton
@Transactional("feed")
class ShareRepository {
    private static final String STORE_ENTRY = """
            INSERT INTO entry (id, version, sharer_key, sharer_name, sharer_handle, network, url, text, shared_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
               SET version = excluded.version, sharer_key = excluded.sharer_key, sharer_name = excluded.sharer_name,
                   sharer_handle = excluded.sharer_handle, network = excluded.network, url = excluded.url,
                   text = excluded.text, shared_at = excluded.shared_at
             WHERE entry.version <= excluded.version""";

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
             WHERE entry_id = ? AND user_id = ? AND entry_version < ? AND article_id <> ALL (?)""";

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
            List<UUID> subscriptionIds,
            long rulesVersion,
            @Nullable String hiddenBy) {}

    /**
     * Also locks the entry, so that its versions are stored one after the other.
     *
     * @return false if a newer version of it is known; that one stays
     */
    boolean storeEntry(EntryIngested entry) {
        return jdbc.prepareStatement(STORE_ENTRY, statement -> {
            statement.setObject(1, entry.entryId());
            statement.setLong(2, entry.version());
            statement.setString(3, entry.sharer().key());
            statement.setString(4, entry.sharer().name());
            statement.setString(5, entry.sharer().handle());
            statement.setString(6, entry.sharer().network().wireName());
            statement.setString(7, entry.url());
            statement.setString(8, entry.text());
            statement.setObject(9, OffsetDateTime.ofInstant(entry.sharedAt(), ZoneOffset.UTC));
            return statement.executeUpdate() == 1;
        });
    }

    void storeShares(EntryIngested entry, Collection<Share> shares) {
        int[] unused = jdbc.prepareStatement(STORE_SHARE, statement -> {
            for (var share : shares) {
                statement.setObject(1, share.userId());
                statement.setObject(2, share.articleId());
                statement.setObject(3, entry.entryId());
                statement.setArray(
                        4,
                        statement
                                .getConnection()
                                .createArrayOf("uuid", share.subscriptionIds().toArray()));
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

    /** Takes back what an older version of the entry brought to these readers and this one does not. */
    void withdrawOthers(EntryIngested entry, Collection<UUID> userIds, Collection<UUID> articleIds) {
        int[] unused = jdbc.prepareStatement(WITHDRAW_OTHERS, statement -> {
            for (var userId : userIds) {
                statement.setObject(1, entry.entryId());
                statement.setObject(2, userId);
                statement.setLong(3, entry.version());
                statement.setArray(4, statement.getConnection().createArrayOf("uuid", articleIds.toArray()));
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

    private static Set<UUID> ids(java.sql.PreparedStatement statement) throws SQLException {
        try (var result = statement.executeQuery()) {
            var found = new HashSet<UUID>();
            while (result.next()) {
                found.add(result.getObject(1, UUID.class));
            }
            return found;
        }
    }
}
