package org.broadsheet.filter.subscription;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;

/** Who reads which source. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "filter")
interface SubscriptionRepository extends GenericRepository<SubscriptionRepository.Row, UUID> {
    @MappedEntity("subscription")
    record Row(@Id UUID id, UUID userId) {}

    /** @return 0 if a newer version is known, the subscription has ended, or the user is forgotten */
    @Query("""
            INSERT INTO subscription (id, user_id, source_id, version)
            SELECT :id, :userId, :sourceId, :version
             WHERE NOT EXISTS (SELECT FROM forgotten_user WHERE user_id = :userId)
            ON CONFLICT (id) DO UPDATE SET source_id = excluded.source_id, version = excluded.version
             WHERE subscription.version < excluded.version AND NOT subscription.ended""")
    int resolve(UUID id, UUID userId, UUID sourceId, long version);

    /** Remembers the end even of a subscription that is not known yet. */
    @Query("""
            INSERT INTO subscription (id, user_id, ended) VALUES (:id, :userId, true)
            ON CONFLICT (id) DO UPDATE SET ended = true""")
    void end(UUID id, UUID userId);

    @Query("DELETE FROM subscription WHERE user_id = :userId")
    void forget(UUID userId);
}
