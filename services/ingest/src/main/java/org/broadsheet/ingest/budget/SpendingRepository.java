package org.broadsheet.ingest.budget;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.util.UUID;

/** What was spent in each month. */
@Singleton
@Transactional("ingest")
class SpendingRepository {
    private static final String BEGIN =
            "INSERT INTO spending (user_id, month, micros) VALUES (?, ?, 0) ON CONFLICT DO NOTHING";

    private static final String LOCK = "SELECT micros FROM spending WHERE user_id = ? AND month = ? FOR UPDATE";

    private static final String FIND = "SELECT micros FROM spending WHERE user_id = ? AND month = ?";

    private static final String ADD = "UPDATE spending SET micros = micros + ? WHERE user_id = ? AND month = ?";

    private static final String FORGET = "DELETE FROM spending WHERE user_id = ?";

    private final JdbcOperations jdbc;

    SpendingRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** What was spent so far; nobody else spends before this transaction has ended. */
    long lock(UUID userId, YearMonth month) {
        update(BEGIN, userId, month.atDay(1));
        return micros(LOCK, userId, month);
    }

    long find(UUID userId, YearMonth month) {
        return micros(FIND, userId, month);
    }

    private long micros(String query, UUID userId, YearMonth month) {
        return jdbc.prepareStatement(query, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, month.atDay(1));
            try (var result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        });
    }

    /** @param micros negative for what was not spent after all */
    void add(UUID userId, YearMonth month, long micros) {
        update(ADD, micros, userId, month.atDay(1));
    }

    void forget(UUID userId) {
        update(FORGET, userId);
    }

    private void update(String sql, Object... parameters) {
        int unused = jdbc.prepareStatement(sql, statement -> {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        });
    }
}
