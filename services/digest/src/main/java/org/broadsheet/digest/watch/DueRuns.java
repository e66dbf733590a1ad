package org.broadsheet.digest.watch;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.broadsheet.digest.sql.Columns;

/** Digests that should be on their way by now, whether anybody has taken their turn or not. */
@Singleton
class DueRuns {
    private static final String WAITING = """
            SELECT count(*) AS waiting, min(at) AS oldest
              FROM (SELECT slot_at AS at FROM digest_run WHERE step_at IS NOT NULL
                    UNION ALL
                    SELECT next_run_at FROM digest_schedule WHERE next_run_at <= ?) slots""";

    private final JdbcOperations jdbc;

    DueRuns(@Named("digest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param count slots that have come and whose run has not ended
     * @param lateness seconds since the oldest of them; 0 if there is none
     */
    record Waiting(double count, double lateness) {
        static final Waiting UNKNOWN = new Waiting(Double.NaN, Double.NaN);
    }

    @Transactional(value = "digest", readOnly = true)
    public Waiting at(Instant now) {
        return jdbc.prepareStatement(WAITING, statement -> {
            statement.setObject(1, Columns.utc(now));
            try (var row = statement.executeQuery()) {
                row.next();
                var oldest = Columns.instantOrNull(row, "oldest");
                double lateness = oldest == null ? 0 : Math.max(0, now.toEpochMilli() - oldest.toEpochMilli()) / 1000.0;
                return new Waiting(row.getLong("waiting"), lateness);
            }
        });
    }
}
