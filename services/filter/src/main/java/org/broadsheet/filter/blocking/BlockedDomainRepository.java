package org.broadsheet.filter.blocking;

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

/** Blocked domains and the rule set that they make. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "filter")
interface BlockedDomainRepository extends GenericRepository<BlockedDomainRepository.Row, String> {
    @MappedEntity("blocked_domain")
    record Row(@Id String name, UUID userId, Instant addedAt) {}

    List<Row> findByUserIdOrderByName(UUID userId);

    @Query("""
            INSERT INTO rule_set (user_id)
            SELECT :userId WHERE NOT EXISTS (SELECT FROM forgotten_user WHERE user_id = :userId)
            ON CONFLICT DO NOTHING""")
    void ensureRuleSet(UUID userId);

    /** The lock under which rules are changed: verdicts in the making are finished first. */
    @Query("UPDATE rule_set SET version = version WHERE user_id = :userId")
    int lockRuleSet(UUID userId);

    @Query("INSERT INTO blocked_domain (user_id, name) VALUES (:userId, :name) ON CONFLICT DO NOTHING")
    int block(UUID userId, String name);

    @Query("DELETE FROM blocked_domain WHERE user_id = :userId AND name = :name")
    int unblock(UUID userId, String name);

    @Query("SELECT version FROM rule_set WHERE user_id = :userId")
    long version(UUID userId);

    /** @return the new version */
    @Query("""
            UPDATE rule_set
               SET version = version + 1,
                   blocked = ARRAY (SELECT name FROM blocked_domain WHERE user_id = :userId ORDER BY name),
                   mutes = EXISTS (SELECT FROM imported_rule WHERE user_id = :userId AND active)
             WHERE user_id = :userId
            RETURNING version""")
    long advance(UUID userId);

    @Query("INSERT INTO rule_change (user_id, version, names) VALUES (:userId, :version, :names)")
    void recordChange(UUID userId, long version, @TypeDef(type = DataType.STRING_ARRAY) List<String> names);

    @Query("DELETE FROM rule_change WHERE changed_at < now() - interval '7 days'")
    int forgetChanges();

    @Query("DELETE FROM rule_set WHERE user_id = :userId")
    void forget(UUID userId);

    @Query("INSERT INTO forgotten_user (user_id) VALUES (:userId) ON CONFLICT DO NOTHING")
    void rememberForgotten(UUID userId);
}
