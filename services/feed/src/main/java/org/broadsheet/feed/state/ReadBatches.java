package org.broadsheet.feed.state;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

/** Marks many articles read at once, and takes that back. Every article of a story is marked; the story counts once. */
@Singleton
@Transactional("feed")
class ReadBatches {
    /** Marks {@code chosen}; counts the stories of which nothing was {@code known} as read. */
    private static final String MARK = """
            , marked AS (
                INSERT INTO article_state (user_id, article_id, read_at, read_batch)
                SELECT ?, article_id, now(), ? FROM chosen ORDER BY article_id
                ON CONFLICT (user_id, article_id) DO UPDATE SET read_at = now(), read_batch = excluded.read_batch
                 WHERE article_state.read_at IS NULL
                RETURNING article_id)
            SELECT count(DISTINCT story_id)
              FROM chosen JOIN marked USING (article_id)
             WHERE NOT EXISTS (SELECT FROM known WHERE known.story_id = chosen.story_id)""";

    /**
     * Only shares that were here by then are looked at, so nothing is marked that nobody has seen; and of a story none may
     * have been published later.
     */
    private static final String MARK_BEFORE = """
            WITH shared AS (
                SELECT s.article_id, coalesce(m.story_id, s.article_id) AS story_id, s.shared_at
                  FROM share s LEFT JOIN story_now m USING (article_id)
                 WHERE s.user_id = ? AND s.hidden_by IS NULL AND s.recorded_at <= ?),
            chosen AS (
                SELECT DISTINCT article_id, story_id
                  FROM shared
                 WHERE story_id IN (SELECT story_id FROM shared GROUP BY story_id HAVING max(shared_at) <= ?)),
            known AS (
                SELECT coalesce(m.story_id, st.article_id) AS story_id
                  FROM article_state st LEFT JOIN story_now m USING (article_id)
                 WHERE st.user_id = ? AND st.read_at IS NOT NULL)
            """ + MARK;

    /** All that the reader has of each story. */
    private static final String MARK_THESE = """
            WITH chosen AS (SELECT * FROM unnest(CAST(? AS uuid[]), CAST(? AS uuid[])) AS c (article_id, story_id)),
            known AS (
                SELECT story_id FROM chosen JOIN article_state st USING (article_id)
                 WHERE st.user_id = ? AND st.read_at IS NOT NULL)
            """ + MARK;

    private static final String UNDO = """
            UPDATE article_state SET read_at = NULL, read_batch = NULL
              FROM (SELECT user_id, article_id FROM article_state
                     WHERE user_id = ? AND read_batch = ? AND read_at > now() - interval '7 days'
                     ORDER BY article_id
                       FOR UPDATE) AS marked
             WHERE article_state.user_id = marked.user_id AND article_state.article_id = marked.article_id""";

    private final JdbcOperations jdbc;
    private final StoryMembers members;

    ReadBatches(@Named("feed") JdbcOperations jdbc, StoryMembers members) {
        this.jdbc = jdbc;
        this.members = members;
    }

    /** @param batch names what was marked, for undoing it */
    record Marked(UUID batch, int articles) {}

    /**
     * Marks what is unread.
     *
     * @param received only shares that were here by then count
     * @param shared none of a story's was published later
     */
    Marked readBefore(UUID userId, Instant received, Instant shared) {
        var batch = UuidCreator.getTimeOrderedEpoch();
        int articles = jdbc.prepareStatement(MARK_BEFORE, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, OffsetDateTime.ofInstant(received, ZoneOffset.UTC));
            statement.setObject(3, OffsetDateTime.ofInstant(shared, ZoneOffset.UTC));
            statement.setObject(4, userId);
            return mark(statement, 5, userId, batch);
        });
        return new Marked(batch, articles);
    }

    /** Marks what is unread of these: what came to this reader, or was kept by them. */
    Marked readThese(UUID userId, Collection<UUID> ids) {
        var batch = UuidCreator.getTimeOrderedEpoch();
        var stories = members.of(userId, ids);
        int articles = jdbc.prepareStatement(MARK_THESE, statement -> {
            var connection = statement.getConnection();
            statement.setArray(
                    1, connection.createArrayOf("uuid", stories.keySet().toArray()));
            statement.setArray(
                    2, connection.createArrayOf("uuid", stories.values().toArray()));
            statement.setObject(3, userId);
            return mark(statement, 4, userId, batch);
        });
        return new Marked(batch, articles);
    }

    private static int mark(PreparedStatement statement, int first, UUID userId, UUID batch) throws SQLException {
        statement.setObject(first, userId);
        statement.setObject(first + 1, batch);
        try (var row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** @return 0 if there is no such batch */
    int undo(UUID userId, UUID batch) {
        return jdbc.prepareStatement(UNDO, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, batch);
            return statement.executeUpdate();
        });
    }
}
