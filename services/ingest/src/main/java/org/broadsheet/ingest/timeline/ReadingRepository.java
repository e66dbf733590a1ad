package org.broadsheet.ingest.timeline;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** How far timelines were read. Whoever saves one holds the lock of its source. */
@Singleton
@Transactional("ingest")
class ReadingRepository {
    private static final String FIND =
            "SELECT cursor, posts_per_hour, read_at, thorough_at FROM timeline WHERE source_id = ?";

    private static final String SAVE = """
            INSERT INTO timeline (source_id, cursor, posts_per_hour, read_at, thorough_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (source_id) DO UPDATE
               SET cursor = excluded.cursor, posts_per_hour = excluded.posts_per_hour, read_at = excluded.read_at,
                   thorough_at = excluded.thorough_at""";

    /** Those that somebody reads, of accounts that can be asked, and who has not just come back. */
    private static final String COUNT_STALE = """
            SELECT count(*)
              FROM timeline AS t
              JOIN source AS s ON s.id = t.source_id
              JOIN connection AS c ON starts_with(s.url, 'timeline://' || c.id || '/')
             WHERE t.read_at < ? AND s.next_poll_at IS NOT NULL AND c.state IN ('active', 'failing')
               AND NOT EXISTS (SELECT FROM reader_activity AS a WHERE a.user_id = c.user_id AND a.resumed_at >= ?)""";

    private static final String COUNT_PAUSED = """
            SELECT count(*)
              FROM source AS s
             WHERE s.url LIKE 'timeline:%' AND s.next_poll_at IS NULL AND s.replaced_by IS NULL AND s.state <> 'gone'
               AND EXISTS (SELECT FROM subscription AS b JOIN reader_activity AS a USING (user_id)
                            WHERE b.source_id = s.id AND NOT b.ended AND a.paused_at IS NOT NULL)""";

    private final JdbcOperations jdbc;

    ReadingRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Reading> find(UUID sourceId) {
        return jdbc.prepareStatement(FIND, statement -> {
            statement.setObject(1, sourceId);
            try (var result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new Reading(
                                result.getString(1),
                                result.getDouble(2),
                                result.getObject(3, OffsetDateTime.class).toInstant(),
                                result.getObject(4, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        });
    }

    void save(UUID sourceId, Reading reading) {
        int unused = jdbc.prepareStatement(SAVE, statement -> {
            statement.setObject(1, sourceId);
            statement.setString(2, reading.cursor());
            statement.setDouble(3, reading.postsPerHour());
            statement.setObject(4, reading.readAt().atOffset(ZoneOffset.UTC));
            statement.setObject(5, reading.thoroughAt().atOffset(ZoneOffset.UTC));
            return statement.executeUpdate();
        });
    }

    long countStale(Instant readBefore) {
        return jdbc.prepareStatement(COUNT_STALE, statement -> {
            statement.setObject(1, readBefore.atOffset(ZoneOffset.UTC));
            statement.setObject(2, readBefore.atOffset(ZoneOffset.UTC));
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    /** Those that rest while their readers are away. */
    long countPaused() {
        return jdbc.prepareStatement(COUNT_PAUSED, statement -> {
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
    }
}
