package org.broadsheet.user.connection;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Readers who were sent to a network and have not come back yet. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "user")
abstract class AttemptRepository implements GenericRepository<AttemptRepository.Row, UUID> {
    private static final String TAKE =
            "DELETE FROM connection_attempt WHERE state_hash = ? AND user_id = ? RETURNING id, sealed, expires_at";

    private final JdbcOperations jdbc;

    AttemptRepository(@Named("user") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @MappedEntity("connection_attempt")
    record Row(@Id UUID id, UUID userId) {}

    /** What was kept of an attempt. */
    record Taken(UUID id, String sealed, Instant expiresAt) {}

    @Query("SELECT count(*) FROM connection_attempt WHERE user_id = :userId")
    abstract long countOf(UUID userId);

    @Query("DELETE FROM connection_attempt WHERE expires_at <= :now")
    abstract int forgetExpired(Instant now);

    @Query("""
            INSERT INTO connection_attempt (id, state_hash, user_id, sealed, expires_at)
            VALUES (:id, :stateHash, :userId, :sealed, :expiresAt)""")
    abstract void add(UUID id, byte[] stateHash, UUID userId, String sealed, Instant expiresAt);

    /** Takes an attempt out, so that nobody takes it twice. */
    @Transactional("user")
    Optional<Taken> take(byte[] stateHash, UUID userId) {
        return jdbc.prepareStatement(TAKE, statement -> {
            statement.setBytes(1, stateHash);
            statement.setObject(2, userId);
            try (var result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new Taken(
                                result.getObject("id", UUID.class),
                                result.getString("sealed"),
                                result.getObject("expires_at", OffsetDateTime.class)
                                        .toInstant()))
                        : Optional.empty();
            }
        });
    }
}
