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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads feeds. A share is counted if no rule hides it, and a person once; what is saved is listed whatever has become of
 * its shares. Articles of one story are listed as the story.
 */
@Singleton
@Transactional(value = "feed", readOnly = true)
class ListingRepository {
    /** The stories and persons of the moment that is read: what has become of them since moves nothing between two pages. */
    private static final String LISTED = """
            WITH story AS NOT MATERIALIZED (
                SELECT article_id, story_id
                  FROM story_member
                 WHERE (pg_visible_in_snapshot(begun_in, CAST(? AS pg_snapshot))
                        OR begun_in >= pg_snapshot_xmax(pg_current_snapshot()))
                   AND (ended_in IS NULL
                        OR NOT (pg_visible_in_snapshot(ended_in, CAST(? AS pg_snapshot))
                                OR ended_in >= pg_snapshot_xmax(pg_current_snapshot())))),
            """ + PersonsAsOf.SQL + """
            , counted AS (
                SELECT coalesce(m.story_id, s.article_id) AS article_id,
                       count(DISTINCT coalesce(p.person_key, s.sharer_key)) AS sharers,
                       min(s.shared_at) AS first_shared_at, max(s.shared_at) AS last_shared_at,
                       bool_or(CAST(? AS uuid) IS NULL OR ? = ANY (s.subscription_ids)) AS from_source
                  FROM share s
                  LEFT JOIN story m ON m.article_id = s.article_id
                  LEFT JOIN person p ON p.sharer_key = s.sharer_key
                 WHERE s.user_id = ? AND s.hidden_by IS NULL AND s.shared_at >= ?
                   AND (pg_visible_in_snapshot(s.recorded_in, CAST(? AS pg_snapshot))
                        -- of a transaction that this server has not had: a backup brought it
                        OR s.recorded_in >= pg_snapshot_xmax(pg_current_snapshot()))
                 GROUP BY coalesce(m.story_id, s.article_id)),
            kept AS (
                SELECT coalesce(m.story_id, st.article_id) AS article_id,
                       bool_or(st.read_at IS NOT NULL) AS read, max(st.saved_at) AS saved_at
                  FROM article_state st
                  LEFT JOIN story m ON m.article_id = st.article_id
                 WHERE st.user_id = ?
                 GROUP BY coalesce(m.story_id, st.article_id)),
            listed AS (
                SELECT coalesce(c.article_id, k.article_id) AS article_id, coalesce(c.sharers, 0) AS sharers,
                       c.first_shared_at, coalesce(c.last_shared_at, k.saved_at) AS last_shared_at,
                       coalesce(k.read, false) AS read, k.saved_at IS NOT NULL AS saved
                  FROM counted c
                  FULL JOIN kept k ON k.article_id = c.article_id
                 WHERE CASE ?
                       WHEN 'UNREAD' THEN c.article_id IS NOT NULL AND k.read IS NOT TRUE
                       WHEN 'READ' THEN c.article_id IS NOT NULL AND k.read
                       WHEN 'SAVED' THEN k.saved_at IS NOT NULL
                       ELSE c.article_id IS NOT NULL END
                   AND (c.from_source OR CAST(? AS uuid) IS NULL)
                   AND (CAST(? AS text) IS NULL
                        OR EXISTS (SELECT FROM article a
                                    WHERE a.id = coalesce(c.article_id, k.article_id) AND a.domain = ?)
                        OR EXISTS (SELECT FROM story m JOIN article a ON a.id = m.article_id
                                    WHERE m.story_id = coalesce(c.article_id, k.article_id) AND a.domain = ?))
                   AND coalesce(c.sharers, 0) >= ?)
            """;

    private static final String MOMENT = "SELECT CAST(pg_current_snapshot() AS text)";

    private static final String COUNT = LISTED + "SELECT count(*) FROM listed";

    private static final String PAGE = LISTED + """
            , page AS (SELECT l.* FROM listed l %1$s ORDER BY %2$s LIMIT ? OFFSET ?)
            SELECT l.*, CAST(NULL AS text) AS hidden_by, %3$s
              FROM (SELECT page.*, %4$s FROM page) AS l
              JOIN LATERAL described(l.article_id, l.members) AS d ON true
             ORDER BY %2$s""";

    private static final String AFTER = """
            WHERE CASE ? WHEN 'POPULAR' THEN (l.sharers, l.last_shared_at, l.article_id) < (?, ?, ?)
                         ELSE (l.last_shared_at, l.article_id) < (?, ?) END
            """;

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
        var sql = PAGE.formatted(after == null ? "" : AFTER, query.order().sql(), Rows.ARTICLE, Rows.MEMBERS);
        return jdbc.prepareStatement(sql, statement -> {
            int next = bind(statement, query, 1);
            if (after != null) {
                statement.setString(next++, query.order().name());
                statement.setLong(next++, after.sharers());
                statement.setObject(next++, utc(after.lastSharedAt()));
                statement.setObject(next++, after.articleId());
                statement.setObject(next++, utc(after.lastSharedAt()));
                statement.setObject(next++, after.articleId());
            }
            statement.setInt(next++, limit);
            statement.setInt(next++, after == null ? offset : 0);
            for (int reader = 0; reader < Rows.READERS; reader++) {
                statement.setObject(next++, query.userId());
            }
            return Rows.articles(statement);
        });
    }

    private static int bind(PreparedStatement statement, ListingQuery query, int first) throws SQLException {
        int next = first;
        statement.setString(next++, query.asOf().snapshot());
        statement.setString(next++, query.asOf().snapshot());
        next = PersonsAsOf.bind(statement, next, query.userId(), query.asOf());
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
        statement.setString(next++, query.domain());
        statement.setInt(next++, query.state() == ListingQuery.State.SAVED ? 0 : query.minSharers());
        return next;
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
