package org.broadsheet.digest.run;

import static org.broadsheet.digest.sql.Columns.utc;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.digest.sql.Columns;
import org.jspecify.annotations.Nullable;

/** How runs come to be and what they hold. Every method joins the caller's transaction. */
@Singleton
public final class RunRepository {
    private static final String ADD = """
            INSERT INTO digest_run (id, user_id, schedule_id, slot, slot_at, zone, since, until, size, state, reason,
                                    step_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (user_id, schedule_id, slot) DO NOTHING""";

    /** Before anything was sent, everything since the beginning is still to come. */
    private static final String COVERED_UNTIL = """
            SELECT coalesce(max(until) FILTER (WHERE state = 'sent'), min(since)) AS covered_until
              FROM digest_run
             WHERE user_id = ? AND schedule_id = ? AND state <> 'skipped'""";

    private static final String SUPPRESS = """
            UPDATE digest_run SET state = 'suppressed', reason = ?, step_at = NULL
             WHERE user_id = ? AND schedule_id = ? AND state IN ('due', 'composed')""";

    private static final String COMPOSE = """
            UPDATE digest_run SET state = ?, candidates = ?, step_at = ?
             WHERE id = ? AND user_id = ? AND state = 'due'
            RETURNING size""";

    private static final String ADD_ARTICLE = """
            INSERT INTO digest_article (run_id, position, article_id, url, title, domain, author, excerpt, sharers,
                                        sharer_count)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcOperations jdbc;

    RunRepository(@Named("digest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param giveUpAt when it fails if no articles have come
     * @return 0 if this slot has its run already
     */
    public int open(NewRun run, Instant giveUpAt) {
        return add(run, RunState.DUE, null, giveUpAt);
    }

    /** @return 0 if this slot has its run already */
    public int skip(NewRun run, String reason) {
        return add(run, RunState.SKIPPED, reason, null);
    }

    /** Until when the reader has had what there was, by this schedule; empty before its first run. */
    public Optional<Instant> coveredUntil(UUID userId, UUID scheduleId) {
        return jdbc.prepareStatement(COVERED_UNTIL, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, scheduleId);
            try (var row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(Columns.instantOrNull(row, "covered_until"));
            }
        });
    }

    /** Keeps what is not on its way yet from going out. */
    public int suppress(UUID userId, UUID scheduleId, String reason) {
        return jdbc.prepareStatement(SUPPRESS, statement -> {
            statement.setString(1, reason);
            statement.setObject(2, userId);
            statement.setObject(3, scheduleId);
            return statement.executeUpdate();
        });
    }

    /**
     * Freezes the articles of a run.
     *
     * @return what the run is now; empty if it had its articles already, or is not wanted any more
     */
    Optional<RunState> compose(UUID runId, UUID userId, int candidates, List<RunArticle> articles, Instant now) {
        var state = articles.isEmpty() ? RunState.EMPTY : RunState.COMPOSED;
        var size = jdbc.prepareStatement(COMPOSE, statement -> {
            statement.setString(1, state.wireName());
            statement.setInt(2, candidates);
            statement.setObject(3, state == RunState.COMPOSED ? utc(now) : null);
            statement.setObject(4, runId);
            statement.setObject(5, userId);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getInt("size")) : Optional.<Integer>empty();
            }
        });
        size.ifPresent(most -> addArticles(runId, articles.stream().limit(most).toList()));
        return size.map(most -> state);
    }

    private int add(NewRun run, RunState state, @Nullable String reason, @Nullable Instant stepAt) {
        return jdbc.prepareStatement(ADD, statement -> {
            statement.setObject(1, run.id());
            statement.setObject(2, run.userId());
            statement.setObject(3, run.scheduleId());
            statement.setObject(4, run.slot());
            statement.setObject(5, utc(run.slotAt()));
            statement.setString(6, run.zone().getId());
            statement.setObject(7, utc(run.since()));
            statement.setObject(8, utc(run.until()));
            statement.setInt(9, run.size());
            statement.setString(10, state.wireName());
            statement.setString(11, reason);
            statement.setObject(12, stepAt == null ? null : utc(stepAt));
            return statement.executeUpdate();
        });
    }

    private void addArticles(UUID runId, List<RunArticle> articles) {
        jdbc.prepareStatement(ADD_ARTICLE, statement -> {
            for (int i = 0; i < articles.size(); i++) {
                var article = articles.get(i);
                statement.setObject(1, runId);
                statement.setInt(2, i + 1);
                statement.setObject(3, article.id());
                statement.setString(4, article.url());
                statement.setString(5, article.title());
                statement.setString(6, article.domain());
                statement.setString(7, article.author());
                statement.setString(8, article.excerpt());
                statement.setArray(
                        9,
                        statement
                                .getConnection()
                                .createArrayOf("text", article.sharers().toArray()));
                statement.setInt(10, article.sharerCount());
                statement.addBatch();
            }
            return executeBatch(statement);
        });
    }

    private static int executeBatch(PreparedStatement statement) throws SQLException {
        return statement.executeBatch().length;
    }
}
