package org.broadsheet.filter.verdict;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.UUID;

/**
 * Keeps two transactions from missing each other: a source's new entries and its new subscribers; what a user does and
 * the end of their account. Each side writes its row and then looks for the other's; without a lock both could look
 * before either has committed. Entries take their source shared, subscriptions exclusive; who adds something of a user
 * takes the user shared, who forgets them exclusive. Sources are taken before users; it ends with the transaction.
 */
@Singleton
@Transactional("filter")
public class IdLocks {
    /** In the order of keys, so that transactions wait for each other and never crosswise. */
    private static final String SHARED = """
            SELECT pg_advisory_xact_lock_shared(key)
              FROM (SELECT DISTINCT hashtextextended(CAST(id AS text), 7) AS key
                      FROM unnest(CAST(? AS uuid[])) AS id ORDER BY key) AS keys""";

    private static final String EXCLUSIVE = """
            SELECT pg_advisory_xact_lock(key)
              FROM (SELECT DISTINCT hashtextextended(CAST(id AS text), 7) AS key
                      FROM unnest(CAST(? AS uuid[])) AS id ORDER BY key) AS keys""";

    private final JdbcOperations jdbc;

    IdLocks(@Named("filter") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    public void shared(Collection<UUID> ids) {
        lock(SHARED, ids);
    }

    public void exclusive(Collection<UUID> ids) {
        lock(EXCLUSIVE, ids);
    }

    private void lock(String sql, Collection<UUID> ids) {
        boolean locked = jdbc.prepareStatement(sql, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids.toArray()));
            return statement.execute();
        });
        if (!locked) {
            throw new IllegalStateException("advisory locks answer rows");
        }
    }
}
