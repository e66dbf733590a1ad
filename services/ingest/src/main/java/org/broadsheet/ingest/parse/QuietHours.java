package org.broadsheet.ingest.parse;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * When a feed wants to be left alone: RSS 2.0 {@code skipHours} and {@code skipDays}, in GMT.
 *
 * @param hours 0 to 23
 */
public record QuietHours(Set<Integer> hours, Set<DayOfWeek> days) {
    private static final QuietHours NONE = new QuietHours(Set.of(), Set.of());
    private static final int HOURS_OF_A_WEEK = 7 * 24;

    /** @throws IllegalArgumentException for an hour that no day has */
    public QuietHours {
        hours = Set.copyOf(hours);
        days = Set.copyOf(days);
        if (hours.stream().anyMatch(hour -> hour < 0 || hour > 23)) {
            throw new IllegalArgumentException("hours are 0 to 23: " + hours);
        }
    }

    public static QuietHours none() {
        return NONE;
    }

    /**
     * The instant itself, or when the quiet that it falls in ends: a full hour. A feed that is always quiet is never
     * silent, so its wish is not heard.
     */
    public Instant endAfter(Instant instant) {
        if (!holdsAt(instant)) {
            return instant;
        }
        var hour = instant.truncatedTo(ChronoUnit.HOURS);
        for (int i = 1; i <= HOURS_OF_A_WEEK; i++) {
            var later = hour.plus(Duration.ofHours(i));
            if (!holdsAt(later)) {
                return later;
            }
        }
        return instant;
    }

    private boolean holdsAt(Instant instant) {
        var gmt = instant.atOffset(ZoneOffset.UTC);
        return hours.contains(gmt.getHour()) || days.contains(gmt.getDayOfWeek());
    }
}
