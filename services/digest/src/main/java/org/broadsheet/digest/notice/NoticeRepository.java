package org.broadsheet.digest.notice;

import static org.broadsheet.digest.sql.Columns.utc;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.digest.run.NextStep;
import org.broadsheet.digest.run.RunState;
import org.jspecify.annotations.Nullable;

/** The steps of notices on their way to the mail server. Every method joins the caller's transaction. */
@Singleton
final class NoticeRepository {
    private static final String ADD = """
            INSERT INTO pause_notice (id, user_id, last_seen, state, reason, step_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (user_id, last_seen) DO NOTHING""";

    /** From these mails, or from the digest: who wants no mail of ours gets none. */
    private static final String UNSUBSCRIBED = """
            (EXISTS (SELECT FROM notice_refusal r WHERE r.user_id = n.user_id)
             OR EXISTS (SELECT FROM suppression p JOIN digest_schedule s ON s.id = p.schedule_id
                         WHERE s.user_id = n.user_id))""";

    private static final String SUPPRESS_UNWANTED = """
            UPDATE pause_notice SET state = 'suppressed', reason = 'The reader has unsubscribed.', step_at = NULL
             WHERE id IN (SELECT n.id FROM pause_notice n
                           WHERE n.state = 'composed' AND n.step_at <= ? AND %s
                           ORDER BY n.step_at, n.id LIMIT 500 FOR UPDATE SKIP LOCKED)""".formatted(UNSUBSCRIBED);

    /** The reader's row is locked, too: who unsubscribes waits for this claim, or this claim passes the notice by. */
    private static final String CLAIM = """
            WITH next AS (
                SELECT n.id, u.email, u.name
                  FROM pause_notice n JOIN reader u ON u.user_id = n.user_id
                 WHERE n.state = 'composed' AND n.step_at <= ? AND NOT %s
                 ORDER BY n.step_at, n.id
                 LIMIT 1
                   FOR UPDATE OF n SKIP LOCKED
                   FOR SHARE OF u SKIP LOCKED)
            UPDATE pause_notice n SET state = 'sending', attempts = attempts + 1, step_at = ?, reason = NULL
              FROM next WHERE n.id = next.id
            RETURNING n.id, n.user_id, n.last_seen, n.attempts, next.email, next.name""".formatted(UNSUBSCRIBED);

    /** As with digests. */
    private static final String SETTLE = """
            UPDATE pause_notice SET state = ?, reason = ?, step_at = ?, sent_at = ?
             WHERE id = ? AND attempts = ? AND state IN ('sending', 'unknown')""";

    private static final String LEAVE = """
            UPDATE pause_notice SET state = ?, reason = ?, step_at = ?
             WHERE id IN (SELECT id FROM pause_notice
                           WHERE state = 'sending' AND step_at <= ?
                           ORDER BY step_at, id LIMIT 500 FOR UPDATE SKIP LOCKED)""";

    private static final String REFUSE =
            "INSERT INTO notice_refusal (user_id, refused_at) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private final JdbcOperations jdbc;

    NoticeRepository(@Named("digest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @return 0 if this absence has its notice already */
    int add(
            UUID id,
            UUID userId,
            LocalDate lastSeen,
            RunState state,
            @Nullable String reason,
            @Nullable Instant stepAt) {
        return jdbc.prepareStatement(ADD, statement -> {
            statement.setObject(1, id);
            statement.setObject(2, userId);
            statement.setObject(3, lastSeen);
            statement.setString(4, state.wireName());
            statement.setString(5, reason);
            statement.setObject(6, stepAt == null ? null : utc(stepAt));
            return statement.executeUpdate();
        });
    }

    int suppressUnwanted(Instant now) {
        return jdbc.prepareStatement(SUPPRESS_UNWANTED, statement -> {
            statement.setObject(1, utc(now));
            return statement.executeUpdate();
        });
    }

    Optional<PauseNotice> claim(Instant now, Instant leaseEnd) {
        return jdbc.prepareStatement(CLAIM, statement -> {
            statement.setObject(1, utc(now));
            statement.setObject(2, utc(leaseEnd));
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new PauseNotice(
                                row.getObject("id", UUID.class),
                                row.getObject("user_id", UUID.class),
                                row.getObject("last_seen", LocalDate.class),
                                row.getInt("attempts"),
                                row.getString("email"),
                                row.getString("name")))
                        : Optional.<PauseNotice>empty();
            }
        });
    }

    /** @return whether the notice is still there and this attempt is its last */
    boolean settle(PauseNotice notice, NextStep next) {
        return jdbc.prepareStatement(SETTLE, statement -> {
            statement.setString(1, next.state().wireName());
            statement.setString(2, next.reason());
            statement.setObject(3, next.stepAt() == null ? null : utc(next.stepAt()));
            statement.setObject(4, next.sentAt() == null ? null : utc(next.sentAt()));
            statement.setObject(5, notice.id());
            statement.setInt(6, notice.attempt());
            return statement.executeUpdate() == 1;
        });
    }

    /** Ends hand-overs that took too long, or has them begin again. */
    int leave(Instant now, RunState to, @Nullable String reason, @Nullable Instant stepAt) {
        return jdbc.prepareStatement(LEAVE, statement -> {
            statement.setString(1, to.wireName());
            statement.setString(2, reason);
            statement.setObject(3, stepAt == null ? null : utc(stepAt));
            statement.setObject(4, utc(now));
            return statement.executeUpdate();
        });
    }

    void refuse(UUID userId, Instant now) {
        int unused = jdbc.prepareStatement(REFUSE, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, utc(now));
            return statement.executeUpdate();
        });
    }
}
