package org.broadsheet.ingest.source;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.events.SourceState;
import org.broadsheet.ingest.parse.QuietHours;
import org.broadsheet.links.fetch.Validators;
import org.jspecify.annotations.Nullable;

/** Between rows and sources. */
final class SourceRow {
    private SourceRow() {}

    static Source read(ResultSet row) throws SQLException {
        return new Source(
                row.getObject("id", UUID.class),
                row.getString("url"),
                SourceState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("version"),
                row.getString("title"),
                row.getLong("entries"),
                new Validators(row.getString("etag"), row.getString("last_modified")),
                row.getString("body_hash"),
                wish(row),
                row.getInt("failures"),
                row.getString("reason"),
                row.getString("moved_to"),
                row.getInt("moved_count"),
                row.getObject("replaced_by", UUID.class),
                instant(row, "next_poll_at"),
                instant(row, "due_slot"),
                instant(row, "last_poll_at"));
    }

    private static PollWish wish(ResultSet row) throws SQLException {
        var days = numbers(row, "quiet_days").stream().map(DayOfWeek::of).collect(toUnmodifiableSet());
        return new PollWish(
                Duration.ofSeconds(row.getLong("ttl_seconds")), new QuietHours(numbers(row, "quiet_hours"), days));
    }

    private static Set<Integer> numbers(ResultSet row, String column) throws SQLException {
        return Set.of((Integer[]) row.getArray(column).getArray());
    }

    /** As an array of PostgreSQL. */
    static Integer[] hours(PollWish wish) {
        return wish.quiet().hours().toArray(Integer[]::new);
    }

    /** As an array of PostgreSQL, 1 for Monday. */
    static Integer[] days(PollWish wish) {
        return wish.quiet().days().stream().map(DayOfWeek::getValue).toArray(Integer[]::new);
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
