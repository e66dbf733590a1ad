package org.broadsheet.feed.listing;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who shared the articles of a page. */
@Singleton
@Transactional(value = "feed", readOnly = true)
class SharerRepository {
    /**
     * The first share of each person, under whatever address of the story and by whichever account, with the name that they
     * have now; the latest of them first.
     */
    private static final String OF_ARTICLES = "WITH " + PersonsAsOf.SQL + """
            , shared AS (
                SELECT m.story_id, coalesce(p.person_key, e.sharer_key) AS person_key, e.sharer_key, e.sharer_name,
                       e.sharer_handle, e.network, e.text, e.url, s.shared_at, e.id AS entry_id
                  FROM unnest(CAST(? AS uuid[]), CAST(? AS uuid[])) AS m (story_id, article_id)
                  JOIN share s ON s.user_id = ? AND s.article_id = m.article_id
                  JOIN entry e ON e.id = s.entry_id
                  LEFT JOIN person p ON p.sharer_key = s.sharer_key
                 WHERE s.shared_at >= ? AND (s.hidden_by IS NULL OR ?)),
            first AS (
                SELECT DISTINCT ON (story_id, person_key) * FROM shared ORDER BY story_id, person_key, shared_at, entry_id),
            latest AS (
                SELECT DISTINCT ON (story_id, person_key) story_id, person_key, sharer_key, sharer_name
                  FROM shared
                 ORDER BY story_id, person_key, shared_at DESC, entry_id DESC),
            ranked AS (
                SELECT *, row_number() OVER (PARTITION BY story_id ORDER BY shared_at DESC, person_key) AS rank FROM first)
            SELECT r.story_id, who.id, coalesce(now.name, l.sharer_name) AS name, r.sharer_handle, r.network, r.text, r.url,
                   r.shared_at,
                   ARRAY (SELECT DISTINCT unnest(a.sites)
                            FROM sharer a
                           WHERE a.user_id = ?
                             AND a.sharer_key = ANY (r.person_key || ARRAY (SELECT p.sharer_key FROM person p
                                                                             WHERE p.person_key = r.person_key))) AS sites
              FROM ranked r
              JOIN latest l USING (story_id, person_key)
              LEFT JOIN sharer who ON who.user_id = ? AND who.sharer_key = r.person_key
              LEFT JOIN sharer now ON now.user_id = ? AND now.sharer_key = l.sharer_key
             WHERE r.rank <= ?
             ORDER BY r.story_id, r.rank""";

    private final JdbcOperations jdbc;

    SharerRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param id of the person; null if all that they shared was taken back meanwhile
     * @param text what the sharer wrote, plain
     * @param sites hosts that the person has proved to be theirs
     */
    record Sharer(
            @Nullable UUID id,
            String name,
            @Nullable String handle,
            String network,
            @Nullable String text,
            @Nullable String url,
            Instant sharedAt,
            List<String> sites) {
        Sharer {
            sites = List.copyOf(sites);
        }
    }

    /** By article as it is listed. */
    Map<UUID, List<Sharer>> of(
            UUID userId,
            Collection<ListedArticle> articles,
            Moment asOf,
            Instant since,
            boolean hiddenToo,
            int atMost) {
        var stories = new ArrayList<UUID>();
        var members = new ArrayList<UUID>();
        for (var article : articles) {
            members.addAll(article.members());
            stories.addAll(Collections.nCopies(article.members().size(), article.id()));
        }
        return jdbc.prepareStatement(OF_ARTICLES, statement -> {
            var connection = statement.getConnection();
            int next = PersonsAsOf.bind(statement, 1, userId, asOf);
            statement.setArray(next++, connection.createArrayOf("uuid", stories.toArray()));
            statement.setArray(next++, connection.createArrayOf("uuid", members.toArray()));
            statement.setObject(next++, userId);
            statement.setObject(next++, OffsetDateTime.ofInstant(since, ZoneOffset.UTC));
            statement.setBoolean(next++, hiddenToo);
            statement.setObject(next++, userId);
            statement.setObject(next++, userId);
            statement.setObject(next++, userId);
            statement.setInt(next++, atMost);
            try (var result = statement.executeQuery()) {
                var sharers = new HashMap<UUID, List<Sharer>>();
                while (result.next()) {
                    sharers.computeIfAbsent(result.getObject("story_id", UUID.class), id -> new ArrayList<>())
                            .add(sharer(result));
                }
                return sharers;
            }
        });
    }

    private static Sharer sharer(ResultSet row) throws SQLException {
        return new Sharer(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("sharer_handle"),
                row.getString("network"),
                row.getString("text"),
                row.getString("url"),
                row.getObject("shared_at", OffsetDateTime.class).toInstant(),
                List.of((String[]) row.getArray("sites").getArray()));
    }
}
