package org.broadsheet.feed.story;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which articles are listed as which. Every method joins the caller's transaction. */
@Singleton
@Transactional("feed")
class StoryRepository {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('broadsheet.feed.stories', 7))";

    private static final String CANONICALS = """
            SELECT link_key, canonical_key FROM article_metadata
             WHERE link_key = ANY (?) AND canonical_key IS NOT NULL""";

    private static final String FOLLOWERS = """
            WITH RECURSIVE follower (link_key, steps) AS (
                SELECT link_key, 0 FROM unnest(?) AS named (link_key)
                 UNION
                SELECT m.link_key, f.steps + 1
                  FROM follower f JOIN article_metadata m ON m.canonical_key = f.link_key
                 WHERE f.steps < ?)
            SELECT a.link_key, a.id FROM article a WHERE a.link_key IN (SELECT link_key FROM follower)""";

    /** What this transaction has begun nobody has seen. */
    private static final String TAKE_BACK = """
            DELETE FROM story_member
             WHERE article_id = ANY (?) AND begun_in = pg_current_xact_id()
               AND story_id <> (SELECT id FROM article WHERE link_key = ?)""";

    private static final String END = """
            UPDATE story_member SET ended_in = pg_current_xact_id(), ended_at = now()
             WHERE article_id = ANY (?) AND ended_in IS NULL
               AND story_id <> (SELECT id FROM article WHERE link_key = ?)""";

    private static final String BEGIN = """
            INSERT INTO story_member (article_id, story_id)
            SELECT member.id, story.id
              FROM unnest(?) AS member (id) JOIN article story ON story.link_key = ? AND story.id <> member.id
             WHERE NOT EXISTS (SELECT FROM story_now WHERE article_id = member.id)""";

    private static final String DROP_ENDED = "DELETE FROM story_member WHERE ended_at < now() - interval '1 day'";

    private final JdbcOperations jdbc;

    StoryRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Held until the transaction ends. */
    void lock() {
        if (!jdbc.prepareStatement(LOCK, PreparedStatement::execute)) {
            throw new IllegalStateException("advisory locks answer rows");
        }
    }

    /** What these want to be known by; those that name nothing else are not among them. */
    Map<String, String> canonicals(Collection<String> linkKeys) {
        return jdbc.prepareStatement(CANONICALS, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", linkKeys.toArray()));
            try (var result = statement.executeQuery()) {
                var canonicals = new HashMap<String, String>();
                while (result.next()) {
                    canonicals.put(result.getString(1), result.getString(2));
                }
                return canonicals;
            }
        });
    }

    /** These articles, and all that name them, that name those, and so on; the ids by link key. */
    Map<String, UUID> followers(Collection<String> linkKeys, int maxSteps) {
        return jdbc.prepareStatement(FOLLOWERS, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", linkKeys.toArray()));
            statement.setInt(2, maxSteps);
            try (var result = statement.executeQuery()) {
                var ids = new HashMap<String, UUID>();
                while (result.next()) {
                    ids.put(result.getString(1), result.getObject(2, UUID.class));
                }
                return ids;
            }
        });
    }

    /** Has these listed as the article of a link key, and that article as itself. */
    void assign(Collection<UUID> articleIds, String storyKey) {
        for (var sql : List.of(TAKE_BACK, END, BEGIN)) {
            int unused = jdbc.prepareStatement(sql, statement -> update(statement, articleIds, storyKey));
        }
    }

    private static int update(PreparedStatement statement, Collection<UUID> articleIds, String storyKey)
            throws SQLException {
        statement.setArray(1, statement.getConnection().createArrayOf("uuid", articleIds.toArray()));
        statement.setString(2, storyKey);
        return statement.executeUpdate();
    }

    /** Forgets what ended so long ago that nobody is reading on from before it. */
    void dropEnded() {
        int unused = jdbc.prepareStatement(DROP_ENDED, PreparedStatement::executeUpdate);
    }
}
