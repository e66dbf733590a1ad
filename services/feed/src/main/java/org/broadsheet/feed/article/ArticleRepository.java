package org.broadsheet.feed.article;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.EntryLink;

/** Articles, once for each link key, and what is known of them. */
@Singleton
@Transactional("feed")
public class ArticleRepository {
    private static final String ADD = """
            INSERT INTO article (id, link_key, url, domain, title) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (link_key) DO NOTHING""";

    private static final String IDS = "SELECT link_key, id FROM article WHERE link_key = ANY (?)";

    private static final String DESCRIBE = """
            INSERT INTO article_metadata
                   (link_key, version, title, site, author, excerpt, image_url, language, published_at,
                    reading_minutes, favicon_url)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (link_key) DO UPDATE
               SET version = excluded.version, title = excluded.title, site = excluded.site, author = excluded.author,
                   excerpt = excluded.excerpt, image_url = excluded.image_url, language = excluded.language,
                   published_at = excluded.published_at, reading_minutes = excluded.reading_minutes,
                   favicon_url = excluded.favicon_url
             WHERE article_metadata.version < excluded.version""";

    private final JdbcOperations jdbc;

    ArticleRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The ids of the articles that links lead to, by link key; those that are new are made. */
    public Map<String, UUID> ensure(Collection<EntryLink> links) {
        var byKey = new TreeMap<String, EntryLink>();
        links.forEach(link -> byKey.putIfAbsent(link.linkKey(), link));
        if (byKey.isEmpty()) {
            return Map.of();
        }
        int[] unused = jdbc.prepareStatement(ADD, statement -> {
            for (var link : byKey.values()) {
                statement.setObject(1, UuidCreator.getTimeOrderedEpoch());
                statement.setString(2, link.linkKey());
                statement.setString(3, link.url());
                statement.setString(4, link.domain());
                statement.setString(5, link.title());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
        return ids(byKey.keySet());
    }

    /** Keeps what is newer. */
    void describe(Collection<ArticleResolved> articles) {
        int[] unused = jdbc.prepareStatement(DESCRIBE, statement -> {
            for (var article : articles) {
                statement.setString(1, article.linkKey());
                statement.setLong(2, article.version());
                statement.setString(3, article.title());
                statement.setString(4, article.site());
                statement.setString(5, article.author());
                statement.setString(6, article.excerpt());
                statement.setString(7, article.imageUrl());
                statement.setString(8, article.language());
                var published = article.publishedAt();
                statement.setObject(9, published == null ? null : OffsetDateTime.ofInstant(published, ZoneOffset.UTC));
                statement.setObject(10, article.readingMinutes());
                statement.setString(11, article.faviconUrl());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    private Map<String, UUID> ids(Collection<String> linkKeys) {
        return jdbc.prepareStatement(IDS, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", linkKeys.toArray()));
            try (var result = statement.executeQuery()) {
                var ids = new HashMap<String, UUID>();
                while (result.next()) {
                    ids.put(result.getString(1), result.getObject(2, UUID.class));
                }
                return ids;
            }
        });
    }
}
