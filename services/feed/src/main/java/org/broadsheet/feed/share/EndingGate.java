package org.broadsheet.feed.share;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/**
 * Keeps verdicts and endings (of subscriptions, of accounts) from missing each other. A verdict looks for an ending and
 * then stores; an ending is stored and then takes back what it finds; without a lock both could look before either has
 * committed. Verdicts pass together, an ending passes alone; it is held until the transaction ends.
 */
@Singleton
@Transactional("feed")
public class EndingGate {
    private static final String TOGETHER =
            "SELECT pg_advisory_xact_lock_shared(hashtextextended('broadsheet.feed.endings', 7))";

    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('broadsheet.feed.endings', 7))";

    private final JdbcOperations jdbc;

    EndingGate(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** For what an ending would forbid. */
    public void together() {
        lock(TOGETHER);
    }

    /** For an ending, and for what must see every verdict that was begun before. */
    public void alone() {
        lock(ALONE);
    }

    private void lock(String sql) {
        if (!jdbc.prepareStatement(sql, statement -> statement.execute())) {
            throw new IllegalStateException("advisory locks answer rows");
        }
    }
}
