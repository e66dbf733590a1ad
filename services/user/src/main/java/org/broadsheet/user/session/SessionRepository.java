package org.broadsheet.user.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** The sessions that were opened and not ended. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "user")
interface SessionRepository extends GenericRepository<SessionRepository.Session, UUID> {
    @MappedEntity("session")
    record Session(@Id UUID id, UUID userId, Instant createdAt, Instant expiresAt) {}

    @Query("INSERT INTO session (id, user_id, created_at, expires_at) VALUES (:id, :userId, now(), :expiresAt)")
    void open(UUID id, UUID userId, Instant expiresAt);

    @Query("DELETE FROM session WHERE id = :id")
    int end(UUID id);
}
