package org.broadsheet.digest.schedule;

import static org.broadsheet.digest.sql.Columns.utc;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.digest.sql.Columns;
import org.jspecify.annotations.Nullable;

/** The schedules of all users. Every method joins the caller's transaction. */
@Singleton
final class ScheduleRepository {
    private static final String COLUMNS = """
            SELECT s.id, s.user_id, s.name, s.days, s.local_time, s.zone, s.size, s.layout, s.scope, s.next_slot,
                   s.next_run_at, s.created_at, u.created_at AS unsubscribed_at
              FROM digest_schedule s LEFT JOIN suppression u ON u.schedule_id = s.id
            """;

    private static final String OF_USER = COLUMNS + " WHERE s.user_id = ? ORDER BY s.created_at, s.id";

    private static final String LOCK = COLUMNS + " WHERE s.user_id = ? AND s.id = ? FOR UPDATE OF s";

    /** The rows that another process has claimed are its own; a row whose claimer died is free again. */
    private static final String CLAIM_DUE =
            COLUMNS + " WHERE s.next_run_at <= ? ORDER BY s.next_run_at, s.id LIMIT ? FOR UPDATE OF s SKIP LOCKED";

    private static final String ADD = """
            INSERT INTO digest_schedule (name, days, local_time, zone, size, layout, scope, next_slot, next_run_at, id,
                                         user_id, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String CHANGE = """
            UPDATE digest_schedule
               SET name = ?, days = ?, local_time = ?, zone = ?, size = ?, layout = ?, scope = ?, next_slot = ?,
                   next_run_at = ?
             WHERE id = ?""";

    private static final String ADVANCE = "UPDATE digest_schedule SET next_slot = ?, next_run_at = ? WHERE id = ?";

    private static final String REMOVE = "DELETE FROM digest_schedule WHERE user_id = ? AND id = ?";

    private static final String SUPPRESS = """
            INSERT INTO suppression (schedule_id, reason, created_at) VALUES (?, 'unsubscribed', ?)
            ON CONFLICT (schedule_id) DO NOTHING""";

    private static final String ALLOW = "DELETE FROM suppression WHERE schedule_id = ?";

    private final JdbcOperations jdbc;

    ScheduleRepository(@Named("digest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<Schedule> of(UUID userId) {
        return jdbc.prepareStatement(OF_USER, statement -> {
            statement.setObject(1, userId);
            return schedules(statement);
        });
    }

    Optional<Schedule> lock(UUID userId, UUID id) {
        return jdbc.prepareStatement(LOCK, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, id);
            return schedules(statement).stream().findFirst();
        });
    }

    /** The schedules whose turn has come, in the order of their turns. */
    List<Schedule> claimDue(Instant now, int limit) {
        return jdbc.prepareStatement(CLAIM_DUE, statement -> {
            statement.setObject(1, utc(now));
            statement.setInt(2, limit);
            return schedules(statement);
        });
    }

    void add(UUID id, UUID userId, Wish wish, Slot next, Instant createdAt) {
        jdbc.prepareStatement(ADD, statement -> {
            int parameters = bind(statement, wish, next);
            statement.setObject(parameters + 1, id);
            statement.setObject(parameters + 2, userId);
            statement.setObject(parameters + 3, utc(createdAt));
            return statement.executeUpdate();
        });
    }

    void change(UUID id, Wish wish, Slot next) {
        jdbc.prepareStatement(CHANGE, statement -> {
            int parameters = bind(statement, wish, next);
            statement.setObject(parameters + 1, id);
            return statement.executeUpdate();
        });
    }

    /** @param next null turns it off */
    void advance(UUID id, @Nullable Slot next) {
        jdbc.prepareStatement(ADVANCE, statement -> {
            statement.setObject(1, next == null ? null : next.local());
            statement.setObject(2, next == null ? null : utc(next.at()));
            statement.setObject(3, id);
            return statement.executeUpdate();
        });
    }

    boolean remove(UUID userId, UUID id) {
        return jdbc.prepareStatement(REMOVE, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, id);
            return statement.executeUpdate() == 1;
        });
    }

    void suppress(UUID id, Instant now) {
        jdbc.prepareStatement(SUPPRESS, statement -> {
            statement.setObject(1, id);
            statement.setObject(2, utc(now));
            return statement.executeUpdate();
        });
    }

    void allow(UUID id) {
        jdbc.prepareStatement(ALLOW, statement -> {
            statement.setObject(1, id);
            return statement.executeUpdate();
        });
    }

    /** @return how many parameters are bound */
    private static int bind(PreparedStatement statement, Wish wish, Slot next) throws SQLException {
        var recurrence = wish.recurrence();
        var days = Weekdays.names(recurrence.days()).toArray();
        statement.setString(1, wish.name());
        statement.setArray(2, statement.getConnection().createArrayOf("text", days));
        statement.setObject(3, recurrence.at());
        statement.setString(4, recurrence.zone().getId());
        statement.setInt(5, wish.size());
        statement.setString(6, wish.layout());
        statement.setString(7, wish.scope());
        statement.setObject(8, next.local());
        statement.setObject(9, utc(next.at()));
        return 9;
    }

    private static List<Schedule> schedules(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            var schedules = new ArrayList<Schedule>();
            while (row.next()) {
                schedules.add(schedule(row));
            }
            return schedules;
        }
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        var recurrence = new Recurrence(
                row.getObject("local_time", LocalTime.class),
                ZoneId.of(row.getString("zone")),
                Weekdays.of(Columns.texts(row, "days")));
        var wish = new Wish(
                row.getString("name"), recurrence, row.getInt("size"), row.getString("layout"), row.getString("scope"));
        var nextRunAt = Columns.instantOrNull(row, "next_run_at");
        return new Schedule(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                wish,
                nextRunAt == null ? null : new Slot(Columns.local(row, "next_slot"), nextRunAt),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "unsubscribed_at"));
    }
}
