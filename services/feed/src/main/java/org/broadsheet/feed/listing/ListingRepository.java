package org.broadsheet.feed.listing;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads feeds. A share is counted if no rule hides it; what is saved is listed whatever has become of its shares. */
@Singleton
@Transactional(value = "feed", readOnly = true)
class ListingRepository {
    private static final String LISTED = """
            WITH counted AS (
                SELECT s.article_id, count(DISTINCT s.sharer_key) AS sharers,
                       min(s.shared_at) AS first_shared_at, max(s.shared_at) AS last_shared_at,
                       bool_or(CAST(? AS uuid) IS NULL OR ? = ANY (s.subscription_ids)) AS from_source
                  FROM share s
                 WHERE s.user_id = ? AND s.hidden_by IS NULL AND s.shared_at >= ?
                   AND (pg_visible_in_snapshot(s.recorded_in, CAST(? AS pg_snapshot))
                        -- of a transaction that this server has not had: a backup brought it
                        OR s.recorded_in >= pg_snapshot_xmax(pg_current_snapshot()))
                 GROUP BY s.article_id),
            listed AS (
                SELECT a.id AS article_id, coalesce(c.sharers, 0) AS sharers, c.first_shared_at,
                       coalesce(c.last_shared_at, st.saved_at) AS last_shared_at,
                       st.read_at IS NOT NULL AS read, st.saved_at IS NOT NULL AS saved, st.tags
                  FROM counted c
                  FULL JOIN (SELECT * FROM article_state WHERE user_id = ?) AS st ON st.article_id = c.article_id
                  JOIN article a ON a.id = coalesce(c.article_id, st.article_id)
                 WHERE CASE ?
                       WHEN 'UNREAD' THEN c.article_id IS NOT NULL AND st.read_at IS NULL
                       WHEN 'READ' THEN c.article_id IS NOT NULL AND st.read_at IS NOT NULL
                       WHEN 'SAVED' THEN st.saved_at IS NOT NULL
                       ELSE c.article_id IS NOT NULL END
                   AND (c.from_source OR CAST(? AS uuid) IS NULL)
                   AND (CAST(? AS text) IS NULL OR a.domain = ?)
                   AND coalesce(c.sharers, 0) >= ?)
            """;

    private static final String MOMENT = "SELECT CAST(pg_current_snapshot() AS text)";

    private static final String COUNT = LISTED + "SELECT count(*) FROM listed";

    private static final String COLUMNS = """
            SELECT l.article_id, a.url, coalesce(m.title, a.title) AS title, a.domain, m.site, m.author, m.excerpt,
                   m.image_url, m.published_at, m.reading_minutes, m.favicon_url, l.first_shared_at, l.last_shared_at, l.sharers, l.read, l.saved,
                   coalesce(l.tags, '{}') AS tags, CAST(NULL AS text) AS hidden_by,
                   ARRAY (SELECT DISTINCT unnest(s.subscription_ids) FROM share s
                           WHERE s.user_id = ? AND s.article_id = l.article_id) AS sources
              FROM listed l
              JOIN article a ON a.id = l.article_id
              LEFT JOIN article_metadata m ON m.link_key = a.link_key
            """;

    private static final String AFTER = """
             WHERE CASE ? WHEN 'POPULAR' THEN (l.sharers, l.last_shared_at, l.article_id) < (?, ?, ?)
                          ELSE (l.last_shared_at, l.article_id) < (?, ?) END
            """;

    private static final String HIDDEN = """
            WITH hidden AS (
                SELECT s.article_id, count(DISTINCT s.sharer_key) AS sharers,
                       min(s.shared_at) AS first_shared_at, max(s.shared_at) AS last_shared_at,
                       string_agg(DISTINCT s.hidden_by, ' ') AS hidden_by
                  FROM share s
                 WHERE s.user_id = ?
                 GROUP BY s.article_id
                HAVING bool_and(s.hidden_by IS NOT NULL))
            """;

    private static final String HIDDEN_COUNT = HIDDEN + "SELECT count(*) FROM hidden";

    private static final String HIDDEN_PAGE = HIDDEN + """
            SELECT h.article_id, a.url, coalesce(m.title, a.title) AS title, a.domain, m.site, m.author, m.excerpt,
                   m.image_url, m.published_at, m.reading_minutes, m.favicon_url, h.first_shared_at, h.last_shared_at, h.sharers,
                   st.read_at IS NOT NULL AS read, st.saved_at IS NOT NULL AS saved,
                   coalesce(st.tags, '{}') AS tags, h.hidden_by,
                   ARRAY (SELECT DISTINCT unnest(s.subscription_ids) FROM share s
                           WHERE s.user_id = ? AND s.article_id = h.article_id) AS sources
              FROM hidden h
              JOIN article a ON a.id = h.article_id
              LEFT JOIN article_metadata m ON m.link_key = a.link_key
              LEFT JOIN article_state st ON st.user_id = ? AND st.article_id = h.article_id
             ORDER BY h.last_shared_at DESC, h.article_id DESC
             LIMIT ? OFFSET ?""";

    private final JdbcOperations jdbc;

    ListingRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** What is committed by now. */
    Moment moment() {
        return jdbc.prepareStatement(MOMENT, statement -> {
            try (var row = statement.executeQuery()) {
                row.next();
                return new Moment(row.getString(1));
            }
        });
    }

    long count(ListingQuery query) {
        return jdbc.prepareStatement(COUNT, statement -> {
            bind(statement, query, 1);
            return Rows.number(statement);
        });
    }

    /** @param after where the page before ended; null reads from {@code offset} */
    List<ListedArticle> page(ListingQuery query, @Nullable Cursor after, int limit, int offset) {
        var sql = LISTED + COLUMNS + (after == null ? "" : AFTER) + " ORDER BY "
                + query.order().sql() + " LIMIT ? OFFSET ?";
        return jdbc.prepareStatement(sql, statement -> {
            int next = bind(statement, query, 1);
            statement.setObject(next++, query.userId());
            if (after != null) {
                statement.setString(next++, query.order().name());
                statement.setLong(next++, after.sharers());
                statement.setObject(next++, utc(after.lastSharedAt()));
                statement.setObject(next++, after.articleId());
                statement.setObject(next++, utc(after.lastSharedAt()));
                statement.setObject(next++, after.articleId());
            }
            statement.setInt(next++, limit);
            statement.setInt(next, after == null ? offset : 0);
            return articles(statement);
        });
    }

    long countHidden(UUID userId) {
        return jdbc.prepareStatement(HIDDEN_COUNT, statement -> {
            statement.setObject(1, userId);
            return Rows.number(statement);
        });
    }

    List<ListedArticle> hidden(UUID userId, int limit, int offset) {
        return jdbc.prepareStatement(HIDDEN_PAGE, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, userId);
            statement.setObject(3, userId);
            statement.setInt(4, limit);
            statement.setInt(5, offset);
            return articles(statement);
        });
    }

    private static int bind(PreparedStatement statement, ListingQuery query, int first) throws SQLException {
        int next = first;
        statement.setObject(next++, query.sourceId(), java.sql.Types.OTHER);
        statement.setObject(next++, query.sourceId(), java.sql.Types.OTHER);
        statement.setObject(next++, query.userId());
        statement.setObject(next++, utc(query.since()));
        statement.setString(next++, query.asOf().snapshot());
        statement.setObject(next++, query.userId());
        statement.setString(next++, query.state().name());
        statement.setObject(next++, query.sourceId(), java.sql.Types.OTHER);
        statement.setString(next++, query.domain());
        statement.setString(next++, query.domain());
        statement.setInt(next++, query.state() == ListingQuery.State.SAVED ? 0 : query.minSharers());
        return next;
    }

    private static List<ListedArticle> articles(PreparedStatement statement) throws SQLException {
        try (var result = statement.executeQuery()) {
            var articles = new ArrayList<ListedArticle>();
            while (result.next()) {
                articles.add(Rows.article(result));
            }
            return articles;
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
