package org.broadsheet.messaging;

import java.sql.Connection;
import java.sql.SQLException;

/** The outbox and the retry table of one service, as last seen. Unknown is NaN. */
final class WatchedTables {
    /** In the order of the index: the oldest transaction, not quite the oldest row. */
    private static final String OUTBOX_AGE =
            "SELECT extract(epoch FROM clock_timestamp() - created_at) FROM outbox ORDER BY xid, id LIMIT 1";

    private static final String RETRY_AGE =
            "SELECT extract(epoch FROM clock_timestamp() - min(first_failed_at)) FROM retry";

    private final String service;
    private final Transactions transactions;
    private volatile double outboxAge = Double.NaN;
    private volatile double retryAge = Double.NaN;

    WatchedTables(String service, Transactions transactions) {
        this.service = service;
        this.transactions = transactions;
    }

    String service() {
        return service;
    }

    /** Seconds since the oldest message that is not published was said; 0 if there is none. */
    double outboxAge() {
        return outboxAge;
    }

    /** Seconds since the first failure of the message that waits longest to be tried again; 0 if there is none. */
    double retryAge() {
        return retryAge;
    }

    /** @throws RuntimeException if the database is away */
    void look() {
        transactions.execute(connection -> {
            outboxAge = age(connection, OUTBOX_AGE);
            retryAge = age(connection, RETRY_AGE);
        });
    }

    void unknown() {
        outboxAge = Double.NaN;
        retryAge = Double.NaN;
    }

    private static double age(Connection connection, String query) throws SQLException {
        try (var statement = connection.prepareStatement(query);
                var result = statement.executeQuery()) {
            return result.next() ? Math.max(0, result.getDouble(1)) : 0;
        }
    }
}
