package org.broadsheet.digest.schedule;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.Set;

/**
 * A local time of day in a zone, on some days of the week. There is exactly one slot for each of these days in the local
 * calendar, whatever its clocks do: a time that the day skips is replaced by the first valid one after it, of a time that
 * comes twice the first is taken, and a day that does not exist (Samoa, 30 December 2011) has none.
 *
 * @param days at least one
 */
record Recurrence(LocalTime at, ZoneId zone, Set<DayOfWeek> days) {
    Recurrence {
        requireNonNull(at, "at");
        requireNonNull(zone, "zone");
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a recurrence has at least one day");
        }
    }

    /** The first slot after an instant; slots follow each other in the order of their days. */
    Slot nextAfter(Instant after) {
        // From the day before: its slot may have slid into this day, if its time was skipped at midnight.
        for (var date = LocalDate.ofInstant(after, zone).minusDays(1); ; date = date.plusDays(1)) {
            var slot = on(date).filter(candidate -> candidate.at().isAfter(after));
            if (slot.isPresent()) {
                return slot.get();
            }
        }
    }

    private Optional<Slot> on(LocalDate date) {
        if (!days.contains(date.getDayOfWeek())) {
            return Optional.empty();
        }
        var local = date.atTime(at);
        var transition = zone.getRules().getTransition(local);
        if (transition == null || transition.isOverlap()) {
            var first = zone.getRules().getValidOffsets(local).getFirst();
            return Optional.of(new Slot(local, local.toInstant(first)));
        }
        return skips(transition, date) ? Optional.empty() : Optional.of(new Slot(local, transition.getInstant()));
    }

    private static boolean skips(ZoneOffsetTransition gap, LocalDate date) {
        return !gap.getDateTimeBefore().isAfter(date.atStartOfDay())
                && !gap.getDateTimeAfter().isBefore(date.plusDays(1).atStartOfDay());
    }
}
