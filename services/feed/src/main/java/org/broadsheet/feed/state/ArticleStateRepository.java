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

    List<Row> findByUserIdAndArticleIdIn(UUID userId, List<UUID> articleIds);

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
}
