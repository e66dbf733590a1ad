package org.broadsheet.filter.mute;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of one reader, as they are shown: what the network does not have any more, and what is over, is none. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "filter")
interface RuleRepository extends GenericRepository<RuleRepository.Row, UUID> {
    /** @param network null only after the end of a connection, when it has no rules */
    @MappedEntity("imported_rule")
    record Row(
            @Id UUID id,
            String kind,
            String expression,
            @Nullable Instant until,
            boolean enabled,
            UUID connectionId,
            @Nullable String network,
            @Nullable String handle) {}

    @Query("""
            SELECT i.id, i.kind, i.expression, i.until, i.enabled, i.connection_id, m.network, m.handle
              FROM imported_rule i JOIN mute_import m USING (connection_id)
             WHERE i.user_id = :userId AND i.present AND NOT i.over
             ORDER BY i.kind, i.expression, i.id
             LIMIT :limit OFFSET :offset""")
    List<Row> page(UUID userId, int limit, int offset);

    @Query("SELECT count(*) FROM imported_rule WHERE user_id = :userId AND present AND NOT over")
    long count(UUID userId);

    @Query("""
            SELECT i.id, i.kind, i.expression, i.until, i.enabled, i.connection_id, m.network, m.handle
              FROM imported_rule i JOIN mute_import m USING (connection_id)
             WHERE i.id = :id AND i.user_id = :userId AND i.present AND NOT i.over""")
    Optional<Row> find(UUID id, UUID userId);
}
