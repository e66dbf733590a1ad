package org.broadsheet.feed.state;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What readers did with articles. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "feed")
interface ArticleStateRepository extends GenericRepository<ArticleStateRepository.Row, UUID> {
    @MappedEntity("article_state")
    record Row(
            @Id UUID articleId,
            UUID userId,
            @Nullable Instant readAt,
            @Nullable Instant savedAt,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> tags) {}

    Optional<Row> findByUserIdAndArticleId(UUID userId, UUID articleId);

    /** Whether an article came to this reader, or was kept by them. */
    @Query("""
            SELECT EXISTS (SELECT FROM share WHERE user_id = :userId AND article_id = :articleId)
                OR EXISTS (SELECT FROM article_state WHERE user_id = :userId AND article_id = :articleId)""")
    boolean isKnown(UUID userId, UUID articleId);

    @Query("""
            INSERT INTO article_state (user_id, article_id) VALUES (:userId, :articleId) ON CONFLICT DO NOTHING""")
    void ensure(UUID userId, UUID articleId);

    @Query("""
            UPDATE article_state
               SET read_at = CASE WHEN :read THEN coalesce(read_at, now()) END, read_batch = NULL
             WHERE user_id = :userId AND article_id = :articleId""")
    void setRead(UUID userId, UUID articleId, boolean read);

    @Query("""
            UPDATE article_state SET saved_at = CASE WHEN :saved THEN coalesce(saved_at, now()) END
             WHERE user_id = :userId AND article_id = :articleId""")
    void setSaved(UUID userId, UUID articleId, boolean saved);

    @Query("UPDATE article_state SET tags = :tags WHERE user_id = :userId AND article_id = :articleId")
    void setTags(UUID userId, UUID articleId, @TypeDef(type = DataType.STRING_ARRAY) List<String> tags);

    /**
     * Marks what is unread.
     *
     * @param received only shares that were here by then are looked at, so nothing is marked that nobody has seen
     * @param shared none of these was published later
     */
    @Query("""
            INSERT INTO article_state (user_id, article_id, read_at, read_batch)
            SELECT :userId, article_id, now(), :batch
              FROM share
             WHERE user_id = :userId AND hidden_by IS NULL AND recorded_at <= :received
             GROUP BY article_id
            HAVING max(shared_at) <= :shared
             ORDER BY article_id
            ON CONFLICT (user_id, article_id) DO UPDATE SET read_at = now(), read_batch = excluded.read_batch
             WHERE article_state.read_at IS NULL""")
    int readBefore(UUID userId, Instant received, Instant shared, UUID batch);

    /** Marks what is unread of these: what came to this reader, or was kept by them. */
    @Query("""
            INSERT INTO article_state (user_id, article_id, read_at, read_batch)
            SELECT :userId, article_id, now(), :batch
              FROM (SELECT article_id FROM share WHERE user_id = :userId AND article_id = ANY (CAST(:ids AS uuid[]))
                    UNION
                    SELECT article_id FROM article_state
                     WHERE user_id = :userId AND article_id = ANY (CAST(:ids AS uuid[]))) AS known
             ORDER BY article_id
            ON CONFLICT (user_id, article_id) DO UPDATE SET read_at = now(), read_batch = excluded.read_batch
             WHERE article_state.read_at IS NULL""")
    int readThese(UUID userId, @TypeDef(type = DataType.STRING_ARRAY) List<String> ids, UUID batch);

    @Query("""
            UPDATE article_state SET read_at = NULL, read_batch = NULL
             WHERE user_id = :userId AND read_batch = :batch AND read_at > now() - interval '7 days'""")
    int undo(UUID userId, UUID batch);
}
