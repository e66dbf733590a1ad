package org.broadsheet.feed.listing;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the listing queries. */
final class Rows {
    /** The articles of the story {@code article_id} that came to a reader or were kept by them, and itself. */
    static final String MEMBERS = """
            article_id || ARRAY (SELECT m.article_id FROM story m
                                  WHERE m.story_id = page.article_id
                                    AND (EXISTS (SELECT FROM share s WHERE s.user_id = ? AND s.article_id = m.article_id)
                                         OR EXISTS (SELECT FROM article_state st
                                                     WHERE st.user_id = ? AND st.article_id = m.article_id))) AS members
            """;

    /** What is shown of the article {@code d}, and for a reader of its {@code l.members}. */
    static final String ARTICLE = """
            d.url, d.title, d.domain, d.site, d.author, d.excerpt, d.image_url, d.published_at, d.reading_minutes, d.favicon_url,
            ARRAY (SELECT DISTINCT unnest(s.subscription_ids) FROM share s
                    WHERE s.user_id = ? AND s.article_id = ANY (l.members)) AS sources,
            ARRAY (SELECT DISTINCT tag FROM article_state st, unnest(st.tags) AS tag
                    WHERE st.user_id = ? AND st.article_id = ANY (l.members) ORDER BY tag) AS tags
            """;

    /** How often the two name the reader. */
    static final int READERS = 4;

    private Rows() {}

    static List<ListedArticle> articles(PreparedStatement statement) throws SQLException {
        try (var result = statement.executeQuery()) {
            var articles = new ArrayList<ListedArticle>();
            while (result.next()) {
                articles.add(article(result));
            }
            return articles;
        }
    }

    private static ListedArticle article(ResultSet row) throws SQLException {
        return new ListedArticle(
                row.getObject("article_id", UUID.class),
                List.of((UUID[]) row.getArray("members").getArray()),
                row.getString("url"),
                row.getString("title"),
                row.getString("domain"),
                row.getString("site"),
                row.getString("author"),
                row.getString("excerpt"),
                row.getString("image_url"),
                instant(row, "published_at"),
                row.getObject("reading_minutes", Integer.class),
                row.getString("favicon_url"),
                instant(row, "first_shared_at"),
                instant(row, "last_shared_at"),
                row.getLong("sharers"),
                List.of((UUID[]) row.getArray("sources").getArray()),
                row.getBoolean("read"),
                row.getBoolean("saved"),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getString("hidden_by"));
    }

    static long number(PreparedStatement statement) throws SQLException {
        try (var result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
