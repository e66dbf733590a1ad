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
     * not. What was mailed in the last 14 days comes again only if its sharers have at least doubled.
     */
    private static final String CHOOSE = """
            WITH fresh AS (
                SELECT DISTINCT article_id
                  FROM share
                 WHERE user_id = ? AND hidden_by IS NULL
                   AND recorded_at >= ? AND recorded_at < ? AND shared_at >= ?),
            counted AS (
                SELECT s.article_id, count(DISTINCT s.sharer_key) AS sharers, max(s.shared_at) AS last_shared_at
                  FROM share s JOIN fresh USING (article_id)
                 WHERE s.user_id = ? AND s.hidden_by IS NULL
                 GROUP BY s.article_id),
            candidates AS (
                SELECT c.*
                  FROM counted c
                  LEFT JOIN article_state st ON st.user_id = ? AND st.article_id = c.article_id
                 WHERE st.read_at IS NULL
                   AND NOT EXISTS (SELECT FROM delivered d
                                    WHERE d.user_id = ? AND d.article_id = c.article_id
                                      AND d.sent_at > now() - interval '14 days' AND d.sharers * 2 > c.sharers))
            SELECT c.article_id, a.url, coalesce(m.title, a.title, a.url) AS title, a.domain, m.author, m.excerpt,
                   c.sharers, count(*) OVER () AS candidates,
                   ARRAY (SELECT DISTINCT e.sharer_name FROM share s JOIN entry e ON e.id = s.entry_id
                           WHERE s.user_id = ? AND s.article_id = c.article_id AND s.hidden_by IS NULL
                           ORDER BY e.sharer_name LIMIT 3) AS sharer_names
              FROM candidates c
              JOIN article a ON a.id = c.article_id
              LEFT JOIN article_metadata m ON m.link_key = a.link_key
             ORDER BY c.sharers DESC, c.last_shared_at DESC, c.article_id DESC
             LIMIT ?""";

    private static final String DELIVERED = """
            INSERT INTO delivered (user_id, article_id, run_id, sharers, sent_at)
            SELECT ?, id, ?,
                   greatest(1, (SELECT count(DISTINCT sharer_key) FROM share
                                 WHERE user_id = ? AND article_id = id AND hidden_by IS NULL)), ?
              FROM unnest(CAST(? AS uuid[])) AS id
             WHERE NOT EXISTS (SELECT FROM forgotten_user WHERE user_id = ?)
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
            statement.setObject(8, due.userId());
            statement.setInt(9, due.size());
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
            statement.setObject(1, sent.userId());
            statement.setObject(2, sent.runId());
            statement.setObject(3, sent.userId());
            statement.setObject(4, OffsetDateTime.ofInstant(sent.sentAt(), ZoneOffset.UTC));
            statement.setArray(
                    5,
                    statement
                            .getConnection()
                            .createArrayOf("uuid", sent.articleIds().toArray()));
            statement.setObject(6, sent.userId());
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
