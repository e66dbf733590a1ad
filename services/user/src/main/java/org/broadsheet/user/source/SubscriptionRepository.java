package org.broadsheet.user.source;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.SourceState;
import org.jspecify.annotations.Nullable;

/** The subscriptions of all users. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "user")
abstract class SubscriptionRepository implements GenericRepository<SubscriptionRepository.Row, UUID> {
    private static final String OF_USER = """
            SELECT s.id, s.url, source.feed_url, coalesce(source.title, s.title) AS title,
                   coalesce(source.state, 'pending') AS state, coalesce(source.entries, 0) AS entries,
                   source.last_poll_at, source.next_poll_at, source.reason, s.created_at
              FROM subscription s LEFT JOIN source ON source.id = s.source_id
             WHERE s.user_id = ?
             ORDER BY s.created_at, s.id
             LIMIT ? OFFSET ?""";

    private final JdbcOperations jdbc;

    SubscriptionRepository(@Named("user") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @MappedEntity("subscription")
    record Row(@Id UUID id, UUID userId, String url, String urlKey) {}

    abstract Optional<Row> findByUserIdAndUrlKey(UUID userId, String urlKey);

    @Query("SELECT count(*) FROM subscription WHERE user_id = :userId")
    abstract long countOf(UUID userId);

    /** @return 0 if the user has this address already */
    @Query("""
            INSERT INTO subscription (id, user_id, url, url_key, title, created_at)
            VALUES (:id, :userId, :url, :urlKey, :title, now())
            ON CONFLICT (user_id, url_key) DO NOTHING""")
    abstract int add(UUID id, UUID userId, String url, String urlKey, @Nullable String title);

    @Query("SELECT id FROM subscription WHERE user_id = :userId AND starts_with(url_key, :prefix) ORDER BY id")
    abstract List<UUID> findIds(UUID userId, String prefix);

    @Query("DELETE FROM subscription WHERE id = :id AND user_id = :userId")
    abstract int remove(UUID id, UUID userId);

    /** An older answer of ingest never overwrites a newer. */
    @Query("""
            UPDATE subscription SET source_id = :sourceId, source_version = :version
             WHERE id = :id AND source_version < :version""")
    abstract int resolve(UUID id, UUID sourceId, long version);

    @Transactional(value = "user", readOnly = true)
    List<Subscription> of(UUID userId, int limit, int offset) {
        return jdbc.prepareStatement(OF_USER, statement -> {
            statement.setObject(1, userId);
            statement.setInt(2, limit);
            statement.setInt(3, offset);
            try (var result = statement.executeQuery()) {
                var subscriptions = new ArrayList<Subscription>();
                while (result.next()) {
                    subscriptions.add(subscription(result));
                }
                return subscriptions;
            }
        });
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getObject("id", UUID.class),
                row.getString("url"),
                row.getString("feed_url"),
                row.getString("title"),
                SourceState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("entries"),
                instant(row, "last_poll_at"),
                instant(row, "next_poll_at"),
                row.getString("reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
