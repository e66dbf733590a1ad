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
    /** The first share of each sharer, under whatever address of the story; the latest of them first. */
    private static final String OF_ARTICLES = """
            SELECT story_id, sharer_name, sharer_handle, network, text, url, shared_at
              FROM (SELECT f.*, row_number() OVER (PARTITION BY f.story_id ORDER BY f.shared_at DESC, f.sharer_key) AS rank
                      FROM (SELECT DISTINCT ON (m.story_id, e.sharer_key)
                                   m.story_id, e.sharer_key, e.sharer_name, e.sharer_handle, e.network, e.text, e.url,
                                   s.shared_at
                              FROM unnest(CAST(? AS uuid[]), CAST(? AS uuid[])) AS m (story_id, article_id)
                              JOIN share s ON s.user_id = ? AND s.article_id = m.article_id
                              JOIN entry e ON e.id = s.entry_id
                             WHERE s.shared_at >= ? AND (s.hidden_by IS NULL OR ?)
                             ORDER BY m.story_id, e.sharer_key, s.shared_at) AS f) AS ranked
             WHERE rank <= ?
             ORDER BY story_id, rank""";

    private final JdbcOperations jdbc;

    SharerRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @param text what the sharer wrote, plain */
    record Sharer(
            String name,
            @Nullable String handle,
            String network,
            @Nullable String text,
            @Nullable String url,
            Instant sharedAt) {}

    /** By article as it is listed. */
    Map<UUID, List<Sharer>> of(
            UUID userId, Collection<ListedArticle> articles, Instant since, boolean hiddenToo, int atMost) {
        var stories = new ArrayList<UUID>();
        var members = new ArrayList<UUID>();
        for (var article : articles) {
            members.addAll(article.members());
            stories.addAll(Collections.nCopies(article.members().size(), article.id()));
        }
        return jdbc.prepareStatement(OF_ARTICLES, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, connection.createArrayOf("uuid", stories.toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", members.toArray()));
            statement.setObject(3, userId);
            statement.setObject(4, OffsetDateTime.ofInstant(since, ZoneOffset.UTC));
            statement.setBoolean(5, hiddenToo);
            statement.setInt(6, atMost);
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
                row.getString("sharer_name"),
                row.getString("sharer_handle"),
                row.getString("network"),
                row.getString("text"),
                row.getString("url"),
                row.getObject("shared_at", OffsetDateTime.class).toInstant());
    }
}
