package org.broadsheet.ingest.survey;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.SurveyDue;
import org.jspecify.annotations.Nullable;

/** When connections are surveyed. */
@Singleton
@Transactional("ingest")
class SurveyRepository {
    /** Whatever is in hand of an earlier version of the connection counts no more. */
    private static final String OPEN = """
            INSERT INTO survey (connection_id, next_at) VALUES (?, ?)
            ON CONFLICT (connection_id) DO UPDATE SET next_at = excluded.next_at, due_slot = NULL, failures = 0""";

    private static final String CLOSE = "DELETE FROM survey WHERE connection_id = ?";

    /** A claim is a lease. Of a server one survey is in hand at a time, so that its accounts do not come all at once. */
    private static final String CLAIM = """
            WITH busy AS (
                SELECT c.server FROM survey s JOIN connection c ON c.id = s.connection_id
                 WHERE s.due_slot IS NOT NULL AND s.next_at > ?),
            waiting AS (
                SELECT s.connection_id, s.next_at, c.server FROM survey s JOIN connection c ON c.id = s.connection_id
                 WHERE s.next_at <= ? ORDER BY s.next_at LIMIT 20000),
            placed AS (
                SELECT connection_id, next_at,
                       row_number() OVER (PARTITION BY server ORDER BY next_at, connection_id) AS place
                  FROM waiting WHERE server NOT IN (SELECT server FROM busy WHERE server IS NOT NULL)),
            due AS (
                SELECT connection_id FROM survey
                 WHERE next_at <= ?
                   AND connection_id IN (SELECT connection_id FROM placed WHERE place = 1
                                          ORDER BY next_at LIMIT greatest(0, ? - (SELECT count(*) FROM busy)))
                   FOR UPDATE SKIP LOCKED)
            UPDATE survey SET due_slot = ?, next_at = ? FROM due WHERE survey.connection_id = due.connection_id
            RETURNING survey.connection_id""";

    private static final String DUE = """
            SELECT failures, mutes_version, mutes_mark FROM survey WHERE connection_id = ? AND due_slot = ?""";

    private static final String LOCK_DUE = DUE + " FOR UPDATE";

    private static final String SCHEDULE =
            "UPDATE survey SET due_slot = NULL, next_at = ?, failures = ? WHERE connection_id = ?";

    private static final String TELL = "UPDATE survey SET mutes_version = ?, mutes_mark = ? WHERE connection_id = ?";

    private final JdbcOperations jdbc;

    SurveyRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A survey in hand.
     *
     * @param failures of surveys before it, in a row
     * @param mutesVersion of what was told last of the mutes, 0 for nothing yet
     * @param mutesMark stands for it
     */
    record Due(int failures, long mutesVersion, @Nullable String mutesMark) {}

    void open(UUID connectionId, Instant nextAt) {
        update(OPEN, connectionId, nextAt.atOffset(ZoneOffset.UTC));
    }

    void close(UUID connectionId) {
        update(CLOSE, connectionId);
    }

    List<UUID> claim(Instant slot, Duration lease, int inFlight) {
        var now = slot.atOffset(ZoneOffset.UTC);
        return jdbc.prepareStatement(CLAIM, statement -> {
            set(statement, now, now, now, inFlight, now, now.plus(lease));
            try (var result = statement.executeQuery()) {
                var ids = new ArrayList<UUID>();
                while (result.next()) {
                    ids.add(result.getObject(1, UUID.class));
                }
                return ids;
            }
        });
    }

    /** Empty if it was overtaken. */
    Optional<Due> find(SurveyDue due) {
        return due(DUE, due);
    }

    Optional<Due> lock(SurveyDue due) {
        return due(LOCK_DUE, due);
    }

    void schedule(UUID connectionId, Instant nextAt, int failures) {
        update(SCHEDULE, nextAt.atOffset(ZoneOffset.UTC), failures, connectionId);
    }

    void tell(UUID connectionId, long mutesVersion, String mutesMark) {
        update(TELL, mutesVersion, mutesMark, connectionId);
    }

    private Optional<Due> due(String query, SurveyDue due) {
        return jdbc.prepareStatement(query, statement -> {
            set(statement, due.connectionId(), due.slot().atOffset(ZoneOffset.UTC));
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(due(result)) : Optional.empty();
            }
        });
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(row.getInt("failures"), row.getLong("mutes_version"), row.getString("mutes_mark"));
    }

    private void update(String statement, Object... parameters) {
        jdbc.prepareStatement(statement, prepared -> {
            set(prepared, parameters);
            return prepared.executeUpdate();
        });
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
