package org.broadsheet.feed.listing;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the listing queries. */
final class Rows {
    private Rows() {}

    static ListedArticle article(ResultSet row) throws SQLException {
        return new ListedArticle(
                row.getObject("article_id", UUID.class),
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
