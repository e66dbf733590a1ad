package org.broadsheet.user.token;

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

/** The tokens that were made and not deleted. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "user")
interface TokenRepository extends GenericRepository<TokenRepository.Token, UUID> {
    @MappedEntity("token")
    record Token(
            @Id UUID id,
            UUID userId,
            String name,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> scopes,
            Instant createdAt,
            Instant expiresAt) {}

    List<Token> findByUserIdOrderByCreatedAt(UUID userId);

    Optional<Token> findByIdAndUserId(UUID id, UUID userId);

    @Query("""
            INSERT INTO token (id, user_id, name, scopes, created_at, expires_at)
            VALUES (:id, :userId, :name, :scopes, now(), :expiresAt)""")
    void add(
            UUID id,
            UUID userId,
            String name,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> scopes,
            Instant expiresAt);

    @Query("DELETE FROM token WHERE id = :id")
    int remove(UUID id);
}
