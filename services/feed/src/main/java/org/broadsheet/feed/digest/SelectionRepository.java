package org.broadsheet.feed.digest;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.DigestArticle;
import org.broadsheet.events.DigestDue;
import org.broadsheet.events.DigestSent;

/** Chooses what is mailed and remembers what was. Every method joins the caller's transaction. */
@Singleton
@Transactional("feed")
class SelectionRepository {
    /**
     * Unread articles of which a share came since the last run, those with most sharers in all first. What came late
     * counts if it was published within two days before; the first fill of a new source, which reaches further back, does
     * not. What was mailed in the last 14 days comes again only if its sharers have at least doubled. A person
     * counts once. Articles of one story are one: read or mailed under any address is read or mailed.
     */
    private static final String CHOOSE = """
            WITH fresh AS (
                SELECT DISTINCT coalesce(m.story_id, s.article_id) AS story_id
                  FROM share s LEFT JOIN story_now m ON m.article_id = s.article_id
                 WHERE s.user_id = ? AND s.hidden_by IS NULL
                   AND s.recorded_at >= ? AND s.recorded_at < ? AND s.shared_at >= ?),
            member AS (
                SELECT story_id, story_id AS article_id FROM fresh
                 UNION ALL
                SELECT m.story_id, m.article_id FROM fresh JOIN story_now m USING (story_id)),
            counted AS (
                SELECT m.story_id, count(DISTINCT coalesce(p.person_key, s.sharer_key)) AS sharers,
                       max(s.shared_at) AS last_shared_at
                  FROM share s
                  JOIN member m USING (article_id)
                  LEFT JOIN person_now p ON p.user_id = s.user_id AND p.sharer_key = s.sharer_key
                 WHERE s.user_id = ? AND s.hidden_by IS NULL
                 GROUP BY m.story_id),
            candidates AS (
                SELECT c.*
                  FROM counted c
                 WHERE NOT EXISTS (SELECT FROM member m JOIN article_state st USING (article_id)
                                    WHERE m.story_id = c.story_id AND st.user_id = ? AND st.read_at IS NOT NULL)
                   AND NOT EXISTS (SELECT FROM member m JOIN delivered d USING (article_id)
                                    WHERE m.story_id = c.story_id AND d.user_id = ?
                                      AND d.sent_at > now() - interval '14 days' AND d.sharers * 2 > c.sharers)),
            chosen AS (
                SELECT *, count(*) OVER () AS candidates
                  FROM candidates
                 ORDER BY sharers DESC, last_shared_at DESC, story_id DESC
                 LIMIT ?)
            SELECT c.story_id AS article_id, a.url, coalesce(a.title, a.url) AS title, a.domain, a.author, a.excerpt,
                   c.sharers, c.candidates,
                   ARRAY (SELECT DISTINCT name
                            FROM (SELECT DISTINCT ON (coalesce(p.person_key, s.sharer_key))
                                         coalesce(k.name, e.sharer_name) AS name
                                    FROM member m
                                    JOIN share s USING (article_id)
                                    JOIN entry e ON e.id = s.entry_id
                                    LEFT JOIN person_now p ON p.user_id = s.user_id AND p.sharer_key = s.sharer_key
                                    LEFT JOIN sharer k ON k.user_id = s.user_id AND k.sharer_key = s.sharer_key
                                   WHERE m.story_id = c.story_id AND s.user_id = ? AND s.hidden_by IS NULL
                                   ORDER BY coalesce(p.person_key, s.sharer_key), s.shared_at DESC, s.entry_id DESC) AS person
                           ORDER BY name LIMIT 3) AS sharer_names
              FROM chosen c
              JOIN LATERAL described(c.story_id, ARRAY (
                       SELECT s.article_id FROM member m JOIN share s USING (article_id)
                        WHERE m.story_id = c.story_id AND s.user_id = ?)) AS a ON true
             ORDER BY c.sharers DESC, c.last_shared_at DESC, c.story_id DESC""";

    /** Also of the other articles of the story that the reader has: should they stand alone again, they were mailed. */
    private static final String DELIVERED = """
            WITH given AS (
                SELECT given.id, coalesce(m.story_id, given.id) AS story_id
                  FROM unnest(CAST(? AS uuid[])) AS given (id) LEFT JOIN story_now m ON m.article_id = given.id),
            member AS (
                SELECT id AS article_id, story_id FROM given
                 UNION
                SELECT story_id, story_id FROM given
                 UNION
                SELECT m.article_id, m.story_id FROM given JOIN story_now m USING (story_id))
            INSERT INTO delivered (user_id, article_id, run_id, sharers, sent_at)
            SELECT ?, m.article_id, ?,
                   greatest(1, (SELECT count(DISTINCT coalesce(p.person_key, s.sharer_key))
                                  FROM member other
                                  JOIN share s USING (article_id)
                                  LEFT JOIN person_now p ON p.user_id = s.user_id AND p.sharer_key = s.sharer_key
                                 WHERE other.story_id = m.story_id AND s.user_id = ? AND s.hidden_by IS NULL)), ?
              FROM member m
             WHERE (m.article_id IN (SELECT id FROM given)
                    OR EXISTS (SELECT FROM share s WHERE s.user_id = ? AND s.article_id = m.article_id))
               AND NOT EXISTS (SELECT FROM forgotten_user WHERE user_id = ?)
             ORDER BY m.article_id
            ON CONFLICT DO NOTHING""";

    private static final int LATE_DAYS = 2;

    private final JdbcOperations jdbc;

    SelectionRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @param candidates how many there were to choose from */
    record Selection(List<DigestArticle> articles, int candidates) {}

    Selection choose(DigestDue due) {
        return jdbc.prepareStatement(CHOOSE, statement -> {
            statement.setObject(1, due.userId());
            statement.setObject(2, OffsetDateTime.ofInstant(due.since(), ZoneOffset.UTC));
            statement.setObject(3, OffsetDateTime.ofInstant(due.until(), ZoneOffset.UTC));
            statement.setObject(
                    4, OffsetDateTime.ofInstant(due.since(), ZoneOffset.UTC).minusDays(LATE_DAYS));
            statement.setObject(5, due.userId());
            statement.setObject(6, due.userId());
            statement.setObject(7, due.userId());
            statement.setInt(8, due.size());
            statement.setObject(9, due.userId());
            statement.setObject(10, due.userId());
            try (var result = statement.executeQuery()) {
                var articles = new ArrayList<DigestArticle>();
                int candidates = 0;
                while (result.next()) {
                    articles.add(article(result));
                    candidates = result.getInt("candidates");
                }
                return new Selection(articles, candidates);
            }
        });
    }

    void remember(DigestSent sent) {
        int unused = jdbc.prepareStatement(DELIVERED, statement -> {
            statement.setArray(
                    1,
                    statement
                            .getConnection()
                            .createArrayOf("uuid", sent.articleIds().toArray()));
            statement.setObject(2, sent.userId());
            statement.setObject(3, sent.runId());
            statement.setObject(4, sent.userId());
            statement.setObject(5, OffsetDateTime.ofInstant(sent.sentAt(), ZoneOffset.UTC));
            statement.setObject(6, sent.userId());
            statement.setObject(7, sent.userId());
            return statement.executeUpdate();
        });
    }

    private static DigestArticle article(ResultSet row) throws SQLException {
        return new DigestArticle(
                row.getObject("article_id", UUID.class),
                row.getString("url"),
                row.getString("title"),
                row.getString("domain"),
                row.getString("author"),
                row.getString("excerpt"),
                List.of((String[]) row.getArray("sharer_names").getArray()),
                row.getInt("sharers"));
    }
}
