package org.broadsheet.ingest.article;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of articles, by who said it. */
@Singleton
@Transactional("ingest")
class ArticleRepository {
    private static final String FIRST_VERSION = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    /**
     * The first source to describe an article may correct itself; nobody else describes it again. Versions start with the time, so
     * that they go on counting up when an article was forgotten and comes back.
     */
    private static final String BY_FEED = """
            INSERT INTO article (link_key, source_id, version, of_feed)
            SELECT link_key, ?, %1$s, CAST(said AS jsonb) FROM unnest(?, ?) AS d (link_key, said) ORDER BY link_key
            ON CONFLICT (link_key) DO UPDATE
               SET version = greatest(article.version + 1, excluded.version), told_at = now(),
                   source_id = excluded.source_id, of_feed = excluded.of_feed
             WHERE coalesce(article.source_id, excluded.source_id) = excluded.source_id
               AND article.of_feed IS DISTINCT FROM excluded.of_feed
            RETURNING link_key, version, of_feed, of_page""".formatted(FIRST_VERSION);

    private static final String BY_PAGE = """
            INSERT INTO article (link_key, version, of_page) VALUES (?, %1$s, CAST(? AS jsonb))
            ON CONFLICT (link_key) DO UPDATE
               SET version = greatest(article.version + 1, excluded.version), told_at = now(), of_page = excluded.of_page
             WHERE article.of_page IS DISTINCT FROM excluded.of_page
            RETURNING link_key, version, of_feed, of_page""".formatted(FIRST_VERSION);

    private final JdbcOperations jdbc;
    private final ObjectMapper json;

    ArticleRepository(@Named("ingest") JdbcOperations jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * An article of which something new is known.
     *
     * @param version counts up for each link key
     * @param ofFeed what the feed of its site says, {@code ofPage} what its page says; nothing where neither did
     */
    record Known(String linkKey, long version, Description ofFeed, Description ofPage) {}

    /** @return those of these that this source may describe, and that it did not describe like this before */
    List<Known> describedByFeed(UUID sourceId, Map<String, Description> byLinkKey) {
        return jdbc.prepareStatement(BY_FEED, statement -> {
            var keys = new ArrayList<String>();
            var said = new ArrayList<String>();
            byLinkKey.forEach((key, description) -> {
                keys.add(key);
                said.add(write(description));
            });
            statement.setObject(1, sourceId);
            statement.setArray(2, statement.getConnection().createArrayOf("text", keys.toArray()));
            statement.setArray(3, statement.getConnection().createArrayOf("text", said.toArray()));
            return known(statement);
        });
    }

    /** @return empty if the page said the same before */
    List<Known> describedByPage(String linkKey, Description description) {
        return jdbc.prepareStatement(BY_PAGE, statement -> {
            statement.setString(1, linkKey);
            statement.setString(2, write(description));
            return known(statement);
        });
    }

    private List<Known> known(PreparedStatement statement) throws SQLException {
        try (var result = statement.executeQuery()) {
            var known = new ArrayList<Known>();
            while (result.next()) {
                known.add(new Known(
                        result.getString(1), result.getLong(2), read(result.getString(3)), read(result.getString(4))));
            }
            return known;
        }
    }

    private String write(Description description) {
        try {
            return json.writeValueAsString(description);
        } catch (IOException e) {
            throw new UncheckedIOException("a record of texts can be written", e);
        }
    }

    private Description read(@Nullable String text) {
        if (text == null) {
            return Description.NOTHING;
        }
        try {
            return json.readValue(text, Description.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the column article.of_feed or of_page holds no description", e);
        }
    }
}
