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
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.events.CanonicalAddress;
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
            RETURNING link_key, version, of_feed, of_page, canonical""".formatted(FIRST_VERSION);

    /** What the page said before stays where it says nothing now, except of another address. */
    private static final String BY_PAGE = """
            INSERT INTO article AS a (link_key, version, of_page, canonical)
            SELECT d.link_key, %1$s, d.of_page, d.canonical
              FROM (VALUES (?, CAST(? AS jsonb), CAST(? AS jsonb))) AS d (link_key, of_page, canonical)
             WHERE d.of_page IS NOT NULL OR d.canonical IS NOT NULL
                OR EXISTS (SELECT FROM article AS known WHERE known.link_key = d.link_key)
            ON CONFLICT (link_key) DO UPDATE
               SET version = greatest(a.version + 1, excluded.version), told_at = now(),
                   of_page = coalesce(excluded.of_page, a.of_page), canonical = excluded.canonical
             WHERE a.of_page IS DISTINCT FROM coalesce(excluded.of_page, a.of_page)
                OR a.canonical IS DISTINCT FROM excluded.canonical
            RETURNING link_key, version, of_feed, of_page, canonical""".formatted(FIRST_VERSION);

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
     * @param canonical the other address by which its page wants to be known
     */
    record Known(
            String linkKey,
            long version,
            Description ofFeed,
            Description ofPage,
            @Nullable CanonicalAddress canonical) {}

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
    List<Known> describedByPage(String linkKey, Description description, @Nullable CanonicalAddress canonical) {
        return jdbc.prepareStatement(BY_PAGE, statement -> {
            statement.setString(1, linkKey);
            statement.setString(2, description.equals(Description.NOTHING) ? null : write(description));
            statement.setString(3, canonical == null ? null : write(canonical));
            return known(statement);
        });
    }

    private List<Known> known(PreparedStatement statement) throws SQLException {
        try (var result = statement.executeQuery()) {
            var known = new ArrayList<Known>();
            while (result.next()) {
                known.add(new Known(
                        result.getString("link_key"),
                        result.getLong("version"),
                        description(result.getString("of_feed")),
                        description(result.getString("of_page")),
                        read(result.getString("canonical"), CanonicalAddress.class)));
            }
            return known;
        }
    }

    private String write(Object said) {
        try {
            return json.writeValueAsString(said);
        } catch (IOException e) {
            throw new UncheckedIOException("a record of texts can be written", e);
        }
    }

    private Description description(@Nullable String text) {
        return Objects.requireNonNullElse(read(text, Description.class), Description.NOTHING);
    }

    private <T> @Nullable T read(@Nullable String text, Class<T> type) {
        if (text == null) {
            return null;
        }
        try {
            return json.readValue(text, type);
        } catch (IOException e) {
            throw new UncheckedIOException("a column of the table article holds no " + type.getSimpleName(), e);
        }
    }
}
