package org.broadsheet.digest.schedule;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as its user sees it.
 *
 * @param days all seven for every day, Monday first
 * @param nextRunAt null while it is off
 * @param unsubscribedAt since when it is off, by the link in a mail; null while it is on
 */
@Serdeable
record ScheduleView(
        UUID id,
        String name,
        List<String> days,
        String at,
        String zone,
        int size,
        String layout,
        String scope,
        @Nullable Instant nextRunAt,
        @Nullable Instant unsubscribedAt,
        Instant createdAt) {
    static ScheduleView of(Schedule schedule) {
        var wish = schedule.wish();
        var recurrence = wish.recurrence();
        var next = schedule.next();
        return new ScheduleView(
                schedule.id(),
                wish.name(),
                Weekdays.names(recurrence.days()),
                recurrence.at().toString(),
                recurrence.zone().getId(),
                wish.size(),
                wish.layout(),
                wish.scope(),
                next == null ? null : next.at(),
                schedule.unsubscribedAt(),
                schedule.createdAt());
    }
}
