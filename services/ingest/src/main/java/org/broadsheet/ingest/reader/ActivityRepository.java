package org.broadsheet.ingest.reader;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of readers. Whoever changes some locks their readers first, also those who have none yet. */
@Singleton
@Transactional("ingest")
class ActivityRepository {
    /** In one order, so that two batches never wait for each other's readers. */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(hashtextextended('reader ' || id, 0))
              FROM (SELECT DISTINCT id FROM unnest(?::uuid[]) AS id ORDER BY id) AS readers""";

    private static final String FIND =
            "SELECT user_id, seen_on, paused_at, resumed_at FROM reader_activity WHERE user_id = ANY (?)";

    /** Nothing of a user who is forgotten. */
    private static final String SAVE = """
            INSERT INTO reader_activity (user_id, seen_on, paused_at, resumed_at)
            SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT FROM forgotten_user WHERE user_id = ?)
            ON CONFLICT (user_id) DO UPDATE
               SET seen_on = excluded.seen_on, paused_at = excluded.paused_at, resumed_at = excluded.resumed_at""";

    private static final String FORGET = "DELETE FROM reader_activity WHERE user_id = ?";

    private final JdbcOperations jdbc;

    ActivityRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void lock(Collection<UUID> userIds) {
        boolean unused = jdbc.prepareStatement(LOCK, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", userIds.toArray()));
            return statement.execute();
        });
    }

    Map<UUID, Activity> find(Collection<UUID> userIds) {
        return jdbc.prepareStatement(FIND, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", userIds.toArray()));
            try (var result = statement.executeQuery()) {
                var found = new HashMap<UUID, Activity>();
                while (result.next()) {
                    var activity = read(result);
                    found.put(activity.userId(), activity);
                }
                return found;
            }
        });
    }

    void save(Collection<Activity> activities) {
        int[] unused = jdbc.prepareStatement(SAVE, statement -> {
            for (var activity : activities) {
                statement.setObject(1, activity.userId());
                statement.setObject(2, activity.seenOn());
                statement.setObject(3, utc(activity.pausedAt()));
                statement.setObject(4, utc(activity.resumedAt()));
                statement.setObject(5, activity.userId());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    void forget(UUID userId) {
        int unused = jdbc.prepareStatement(FORGET, statement -> {
            statement.setObject(1, userId);
            return statement.executeUpdate();
        });
    }

    private static Activity read(ResultSet row) throws SQLException {
        return new Activity(
                row.getObject("user_id", UUID.class),
                row.getObject("seen_on", LocalDate.class),
                instant(row, "paused_at"),
                instant(row, "resumed_at"));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
