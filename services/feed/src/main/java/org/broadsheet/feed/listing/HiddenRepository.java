package org.broadsheet.feed.listing;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Reads what rules hide: articles of which, under whatever address, no share is visible. */
@Singleton
@Transactional(value = "feed", readOnly = true)
class HiddenRepository {
    private static final String HIDDEN = """
            WITH story AS NOT MATERIALIZED (SELECT * FROM story_now),
            hidden AS (
                SELECT coalesce(m.story_id, s.article_id) AS article_id,
                       count(DISTINCT coalesce(p.person_key, s.sharer_key)) AS sharers,
                       min(s.shared_at) AS first_shared_at, max(s.shared_at) AS last_shared_at,
                       string_agg(DISTINCT s.hidden_by, ' ') AS hidden_by
                  FROM share s
                  LEFT JOIN story m ON m.article_id = s.article_id
                  LEFT JOIN person_now p ON p.user_id = s.user_id AND p.sharer_key = s.sharer_key
                 WHERE s.user_id = ?
                 GROUP BY coalesce(m.story_id, s.article_id)
                HAVING bool_and(s.hidden_by IS NOT NULL))
            """;

    private static final String COUNT = HIDDEN + "SELECT count(*) FROM hidden";

    private static final String PAGE = HIDDEN + """
            , page AS (SELECT * FROM hidden ORDER BY last_shared_at DESC, article_id DESC LIMIT ? OFFSET ?)
            SELECT l.*, st.read, st.saved, %1$s
              FROM (SELECT page.*, %2$s FROM page) AS l
              JOIN LATERAL described(l.article_id, l.members) AS d ON true
              JOIN LATERAL (SELECT count(read_at) > 0 AS read, count(saved_at) > 0 AS saved FROM article_state
                             WHERE user_id = ? AND article_id = ANY (l.members)) AS st ON true
             ORDER BY l.last_shared_at DESC, l.article_id DESC""".formatted(Rows.ARTICLE, Rows.MEMBERS);

    private final JdbcOperations jdbc;

    HiddenRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    long count(UUID userId) {
        return jdbc.prepareStatement(COUNT, statement -> {
            statement.setObject(1, userId);
            return Rows.number(statement);
        });
    }

    List<ListedArticle> page(UUID userId, int limit, int offset) {
        return jdbc.prepareStatement(PAGE, statement -> {
            statement.setObject(1, userId);
            statement.setInt(2, limit);
            statement.setInt(3, offset);
            int next = 4;
            for (int reader = 0; reader <= Rows.READERS; reader++) {
                statement.setObject(next++, userId);
            }
            return Rows.articles(statement);
        });
    }
}
