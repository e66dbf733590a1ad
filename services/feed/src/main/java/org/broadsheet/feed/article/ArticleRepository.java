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
import org.jspecify.annotations.Nullable;

/** Articles, once for each link key, and what is known of them. */
@Singleton
@Transactional("feed")
public class ArticleRepository {
    private static final String ADD = """
            INSERT INTO article (id, link_key, url, domain, title) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (link_key) DO NOTHING""";

    private static final String IDS = "SELECT link_key, id, title IS NULL FROM article WHERE link_key = ANY (?)";

    /** Of an article that another's page named before any entry did. */
    private static final String FILL_TITLES = """
            UPDATE article SET title = untitled.said
              FROM (SELECT a.id, t.said
                      FROM unnest(?, ?) AS t (link_key, said) JOIN article a USING (link_key)
                     WHERE a.title IS NULL
                     ORDER BY link_key
                       FOR NO KEY UPDATE OF a) AS untitled
             WHERE article.id = untitled.id""";

    private static final String DESCRIBE = """
            INSERT INTO article_metadata
                   (link_key, version, title, site, author, excerpt, image_url, language, published_at,
                    reading_minutes, favicon_url, canonical_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (link_key) DO UPDATE
               SET version = excluded.version, title = excluded.title, site = excluded.site, author = excluded.author,
                   excerpt = excluded.excerpt, image_url = excluded.image_url, language = excluded.language,
                   published_at = excluded.published_at, reading_minutes = excluded.reading_minutes,
                   favicon_url = excluded.favicon_url, canonical_key = excluded.canonical_key
             WHERE article_metadata.version < excluded.version""";

    private final JdbcOperations jdbc;

    ArticleRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    private record Address(
            String linkKey,
            String url,
            String domain,
            @Nullable String title) {}

    /** The ids of the articles that links lead to, by link key; those that are new are made. */
    public Map<String, UUID> ensure(Collection<EntryLink> links) {
        var byKey = new TreeMap<String, Address>();
        links.forEach(link -> byKey.merge(
                link.linkKey(),
                new Address(link.linkKey(), link.url(), link.domain(), link.title()),
                (first, next) -> first.title() == null ? next : first));
        if (byKey.isEmpty()) {
            return Map.of();
        }
        make(byKey);
        return ids(byKey);
    }

    /** In one order of keys everywhere: transactions that make the same articles wait for each other, never crosswise. */
    private void make(TreeMap<String, Address> byKey) {
        int[] unused = jdbc.prepareStatement(ADD, statement -> {
            for (var address : byKey.values()) {
                statement.setObject(1, UuidCreator.getTimeOrderedEpoch());
                statement.setString(2, address.linkKey());
                statement.setString(3, address.url());
                statement.setString(4, address.domain());
                statement.setString(5, address.title());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /** Keeps what is newer; and makes both articles where one names the address of another, so that a story has them all. */
    void describe(Collection<ArticleResolved> articles) {
        var addresses = new TreeMap<String, Address>();
        for (var article : articles) {
            var canonical = article.canonical();
            if (canonical != null) {
                addresses.put(
                        canonical.linkKey(),
                        new Address(canonical.linkKey(), canonical.url(), canonical.domain(), null));
                addresses.put(
                        article.linkKey(),
                        new Address(article.linkKey(), canonical.ownUrl(), canonical.domain(), null));
            }
        }
        if (!addresses.isEmpty()) {
            make(addresses);
        }
        store(articles);
    }

    private void store(Collection<ArticleResolved> articles) {
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
                var canonical = article.canonical();
                statement.setString(
                        12,
                        canonical == null || canonical.linkKey().equals(article.linkKey())
                                ? null
                                : canonical.linkKey());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    private Map<String, UUID> ids(Map<String, Address> byKey) {
        var untitled = new TreeMap<String, String>();
        var ids = jdbc.prepareStatement(IDS, statement -> {
            statement.setArray(
                    1,
                    statement
                            .getConnection()
                            .createArrayOf("text", byKey.keySet().toArray()));
            try (var result = statement.executeQuery()) {
                var found = new HashMap<String, UUID>();
                while (result.next()) {
                    var linkKey = result.getString(1);
                    found.put(linkKey, result.getObject(2, UUID.class));
                    var address = byKey.get(linkKey);
                    if (result.getBoolean(3) && address != null && address.title() != null) {
                        untitled.put(linkKey, address.title());
                    }
                }
                return found;
            }
        });
        fill(untitled);
        return ids;
    }

    private void fill(Map<String, String> titles) {
        if (titles.isEmpty()) {
            return;
        }
        int unused = jdbc.prepareStatement(FILL_TITLES, statement -> {
            var connection = statement.getConnection();
            statement.setArray(
                    1, connection.createArrayOf("text", titles.keySet().toArray()));
            statement.setArray(
                    2, connection.createArrayOf("text", titles.values().toArray()));
            return statement.executeUpdate();
        });
    }
}
