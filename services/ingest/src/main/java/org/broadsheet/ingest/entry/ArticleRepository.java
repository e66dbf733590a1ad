package org.broadsheet.ingest.entry;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import java.util.UUID;

/** Which articles were described, by which source. */
@Singleton
@Transactional("ingest")
class ArticleRepository {
    /** The first source to describe an article may correct itself; nobody else describes it again. */
    private static final String DESCRIBE = """
            INSERT INTO article (link_key, source_id, version, content_hash) VALUES (?, ?, 1, ?)
            ON CONFLICT (link_key) DO UPDATE
               SET version = article.version + 1, content_hash = excluded.content_hash
             WHERE article.source_id = excluded.source_id AND article.content_hash <> excluded.content_hash
            RETURNING version""";

    private final JdbcOperations jdbc;

    ArticleRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the version to tell; empty if there is nothing new to tell */
    OptionalLong describe(String linkKey, UUID sourceId, String contentHash) {
        return jdbc.prepareStatement(DESCRIBE, statement -> {
            statement.setString(1, linkKey);
            statement.setObject(2, sourceId);
            statement.setString(3, contentHash);
            try (var result = statement.executeQuery()) {
                return result.next() ? OptionalLong.of(result.getLong(1)) : OptionalLong.empty();
            }
        });
    }
}
