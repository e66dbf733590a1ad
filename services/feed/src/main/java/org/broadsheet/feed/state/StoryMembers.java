package org.broadsheet.feed.state;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What is one for a reader now. What they do with an article they do with all of its story that they have. */
@Singleton
@Transactional("feed")
class StoryMembers {
    private static final String OF_READER = """
            WITH story AS (
                SELECT DISTINCT coalesce(m.story_id, given.id) AS id
                  FROM unnest(CAST(? AS uuid[])) AS given (id) LEFT JOIN story_now m ON m.article_id = given.id),
            member AS (
                SELECT id AS article_id, id AS story_id FROM story
                 UNION ALL
                SELECT m.article_id, m.story_id FROM story JOIN story_now m ON m.story_id = story.id)
            SELECT article_id, story_id
              FROM member
             WHERE EXISTS (SELECT FROM share s WHERE s.user_id = ? AND s.article_id = member.article_id)
                OR EXISTS (SELECT FROM article_state st WHERE st.user_id = ? AND st.article_id = member.article_id)""";

    private final JdbcOperations jdbc;

    StoryMembers(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The articles of the stories that these belong to.
     *
     * @return the story of each that came to this reader, or was kept by them; by article, in one order everywhere
     */
    Map<UUID, UUID> of(UUID userId, Collection<UUID> articleIds) {
        return jdbc.prepareStatement(OF_READER, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", articleIds.toArray()));
            statement.setObject(2, userId);
            statement.setObject(3, userId);
            try (var result = statement.executeQuery()) {
                var stories = new TreeMap<UUID, UUID>();
                while (result.next()) {
                    stories.put(result.getObject(1, UUID.class), result.getObject(2, UUID.class));
                }
                return stories;
            }
        });
    }
}
