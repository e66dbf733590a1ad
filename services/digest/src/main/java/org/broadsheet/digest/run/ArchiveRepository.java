package org.broadsheet.digest.run;

import static org.broadsheet.digest.sql.Columns.utc;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.digest.sql.Columns;

/** Reads the runs of one user. */
@Singleton
class ArchiveRepository {
    private static final String COLUMNS = """
            SELECT r.id, r.slot, r.slot_at, r.zone, r.state, r.sent_at, r.reason,
                   (SELECT count(*) FROM digest_article a WHERE a.run_id = r.id) AS articles
              FROM digest_run r
            """;

    private static final String PAGE = COLUMNS + """
             WHERE r.user_id = ?
             ORDER BY r.slot_at DESC, r.id DESC
             LIMIT ? OFFSET ?""";

    private static final String PAGE_AFTER = COLUMNS + """
             WHERE r.user_id = ? AND (r.slot_at, r.id) < (?, ?)
             ORDER BY r.slot_at DESC, r.id DESC
             LIMIT ?""";

    private static final String ONE = COLUMNS + " WHERE r.user_id = ? AND r.id = ?";

    private static final String COUNT = "SELECT count(*) FROM digest_run WHERE user_id = ?";

    private static final String ARTICLES = """
            SELECT article_id, url, title, domain, author, excerpt, sharers, sharer_count
              FROM digest_article WHERE run_id = ? ORDER BY position""";

    private final JdbcOperations jdbc;

    ArchiveRepository(@Named("digest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    @Transactional(value = "digest", readOnly = true)
    List<ArchivedRun> page(UUID userId, int limit, int offset) {
        return jdbc.prepareStatement(PAGE, statement -> {
            statement.setObject(1, userId);
            statement.setInt(2, limit);
            statement.setInt(3, offset);
            return runs(statement);
        });
    }

    @Transactional(value = "digest", readOnly = true)
    List<ArchivedRun> pageAfter(UUID userId, ArchiveCursor cursor, int limit) {
        return jdbc.prepareStatement(PAGE_AFTER, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, utc(cursor.slotAt()));
            statement.setObject(3, cursor.id());
            statement.setInt(4, limit);
            return runs(statement);
        });
    }

    @Transactional(value = "digest", readOnly = true)
    Optional<ArchivedRun> find(UUID userId, UUID id) {
        return jdbc.prepareStatement(ONE, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, id);
            return runs(statement).stream().findFirst();
        });
    }

    @Transactional(value = "digest", readOnly = true)
    long count(UUID userId) {
        return jdbc.prepareStatement(COUNT, statement -> {
            statement.setObject(1, userId);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Transactional(value = "digest", readOnly = true)
    List<RunArticle> articles(UUID runId) {
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

    private static List<ArchivedRun> runs(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            var runs = new ArrayList<ArchivedRun>();
            while (row.next()) {
                runs.add(run(row));
            }
            return runs;
        }
    }

    private static ArchivedRun run(ResultSet row) throws SQLException {
        return new ArchivedRun(
                row.getObject("id", UUID.class),
                Columns.local(row, "slot"),
                Columns.instant(row, "slot_at"),
                row.getString("zone"),
                RunState.of(row.getString("state")),
                row.getInt("articles"),
                Columns.instantOrNull(row, "sent_at"),
                row.getString("reason"));
    }
}
