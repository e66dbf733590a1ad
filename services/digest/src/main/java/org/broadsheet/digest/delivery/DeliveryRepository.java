package org.broadsheet.digest.delivery;

import static org.broadsheet.digest.sql.Columns.utc;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.digest.run.NextStep;
import org.broadsheet.digest.run.RunArticle;
import org.broadsheet.digest.run.RunState;
import org.broadsheet.digest.sql.Columns;
import org.jspecify.annotations.Nullable;

/** The steps of runs on their way to the mail server. Every method joins the caller's transaction. */
@Singleton
final class DeliveryRepository {
    /**
     * The schedule's row is locked, too: who turns it off waits for this claim, or this claim passes the run by. A row
     * that somebody else holds has its turn a moment later.
     */
    private static final String CLAIM = """
            WITH next AS (
                SELECT r.id, s.name AS schedule_name, u.email, u.name AS reader_name
                  FROM digest_run r
                  JOIN digest_schedule s ON s.id = r.schedule_id
                  JOIN reader u ON u.user_id = r.user_id
                 WHERE r.state = 'composed' AND r.step_at <= ? AND s.next_run_at IS NOT NULL
                 ORDER BY r.step_at, r.id
                 LIMIT 1
                   FOR UPDATE OF r SKIP LOCKED
                   FOR SHARE OF s SKIP LOCKED)
            UPDATE digest_run r SET state = 'sending', attempts = attempts + 1, step_at = ?, reason = NULL
              FROM next WHERE r.id = next.id
            RETURNING r.id, r.user_id, r.schedule_id, r.slot, r.attempts, next.schedule_name, next.email,
                      next.reader_name""";

    private static final String ARTICLES = """
            SELECT article_id, url, title, domain, author, excerpt, sharers, sharer_count
              FROM digest_article WHERE run_id = ? ORDER BY position""";

    /** Only who made this attempt knows its outcome; it counts even where the lease has run out meanwhile. */
    private static final String SETTLE = """
            UPDATE digest_run SET state = ?, reason = ?, step_at = ?, sent_at = ?
             WHERE id = ? AND attempts = ? AND state IN ('sending', 'unknown')""";

    private static final String LEAVE = """
            UPDATE digest_run SET state = ?, reason = ?, step_at = ?
             WHERE id IN (SELECT id FROM digest_run
                           WHERE state = ? AND step_at <= ?
                           ORDER BY step_at, id LIMIT 500 FOR UPDATE SKIP LOCKED)""";

    private static final String SUPPRESS_UNWANTED = """
            UPDATE digest_run SET state = 'suppressed', reason = 'The schedule was turned off.', step_at = NULL
             WHERE id IN (SELECT r.id FROM digest_run r
                           WHERE r.state = 'composed' AND r.step_at <= ?
                             AND NOT EXISTS (SELECT FROM digest_schedule s
                                              WHERE s.id = r.schedule_id AND s.next_run_at IS NOT NULL)
                           ORDER BY r.step_at, r.id LIMIT 500 FOR UPDATE SKIP LOCKED)""";

    private final JdbcOperations jdbc;

    DeliveryRepository(@Named("digest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Delivery> claim(Instant now, Instant leaseEnd) {
        return jdbc.prepareStatement(CLAIM, statement -> {
            statement.setObject(1, utc(now));
            statement.setObject(2, utc(leaseEnd));
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(delivery(row)) : Optional.<Delivery>empty();
            }
        });
    }

    /** @return whether the run is still there and this attempt is its last */
    boolean settle(Delivery delivery, NextStep next) {
        return jdbc.prepareStatement(SETTLE, statement -> {
            statement.setString(1, next.state().wireName());
            statement.setString(2, next.reason());
            statement.setObject(3, next.stepAt() == null ? null : utc(next.stepAt()));
            statement.setObject(4, next.sentAt() == null ? null : utc(next.sentAt()));
            statement.setObject(5, delivery.runId());
            statement.setInt(6, delivery.attempt());
            return statement.executeUpdate() == 1;
        });
    }

    /** Ends what has been in a state for too long, or has it begin again. */
    int leave(RunState from, Instant now, RunState to, @Nullable String reason, @Nullable Instant stepAt) {
        return jdbc.prepareStatement(LEAVE, statement -> {
            statement.setString(1, to.wireName());
            statement.setString(2, reason);
            statement.setObject(3, stepAt == null ? null : utc(stepAt));
            statement.setString(4, from.wireName());
            statement.setObject(5, utc(now));
            return statement.executeUpdate();
        });
    }

    /** Ends runs whose schedule was turned off while they were between two hand-overs. */
    int suppressUnwanted(Instant now) {
        return jdbc.prepareStatement(SUPPRESS_UNWANTED, statement -> {
            statement.setObject(1, utc(now));
            return statement.executeUpdate();
        });
    }

    private Delivery delivery(ResultSet row) throws SQLException {
        var runId = row.getObject("id", UUID.class);
        return new Delivery(
                runId,
                row.getObject("user_id", UUID.class),
                row.getObject("schedule_id", UUID.class),
                Columns.local(row, "slot"),
                row.getInt("attempts"),
                row.getString("schedule_name"),
                row.getString("email"),
                row.getString("reader_name"),
                articles(runId));
    }

    private List<RunArticle> articles(UUID runId) {
        return jdbc.prepareStatement(ARTICLES, statement -> {
            statement.setObject(1, runId);
            try (var row = statement.executeQuery()) {
                var articles = new ArrayList<RunArticle>();
                while (row.next()) {
                    articles.add(RunArticle.of(row));
                }
                return articles;
            }
        });
    }
}
