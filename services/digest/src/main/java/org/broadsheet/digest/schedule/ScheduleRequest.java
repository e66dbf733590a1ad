package org.broadsheet.digest.schedule;

import io.micronaut.serde.annotation.Serdeable;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.broadsheet.digest.text.OneLine;
import org.broadsheet.http.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST} and {@code PUT /api/v1/digest-schedules}. {@code at} and {@code zone} are needed, the rest has
 * defaults; no days are every day.
 */
@Serdeable
record ScheduleRequest(
        @Nullable String name,
        @Nullable List<String> days,
        @Nullable String at,
        @Nullable String zone,
        @Nullable Integer size,
        @Nullable String layout,
        @Nullable String scope) {
    private static final String DEFAULT_NAME = "Daily digest";
    private static final int MAX_NAME = 100;
    private static final int DEFAULT_SIZE = 10;
    private static final int MAX_SIZE = 50;
    private static final String DEFAULT_LAYOUT = "default";
    private static final String DEFAULT_SCOPE = "all";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    /** @throws ProblemException 422 for the first value that can't be accepted */
    Wish read() {
        return new Wish(
                readName(),
                new Recurrence(readTime(), readZone(), readDays()),
                readSize(),
                readOnly("layout", layout, DEFAULT_LAYOUT),
                readOnly("scope", scope, DEFAULT_SCOPE));
    }

    private String readName() {
        var line = OneLine.of(name, MAX_NAME + 1);
        if (line.codePointCount(0, line.length()) > MAX_NAME) {
            throw ProblemException.unacceptable("A name has at most " + MAX_NAME + " characters.");
        }
        return line.isEmpty() ? DEFAULT_NAME : line;
    }

    private LocalTime readTime() {
        if (at == null) {
            throw ProblemException.unacceptable("at is missing: a time of day like \"07:30\".");
        }
        try {
            return LocalTime.parse(at.strip(), TIME);
        } catch (DateTimeParseException e) {
            throw ProblemException.unacceptable(
                    quoted(at) + " is not a time of day from \"00:00\" to \"23:59\", like \"07:30\".");
        }
    }

    private ZoneId readZone() {
        if (zone == null) {
            throw ProblemException.unacceptable("zone is missing: a time zone like \"Europe/Berlin\".");
        }
        if (!ZONES.contains(zone.strip())) {
            throw ProblemException.unacceptable(quoted(zone) + " is not a time zone like \"Europe/Berlin\".");
        }
        return ZoneId.of(zone.strip());
    }

    private Set<DayOfWeek> readDays() {
        if (days == null || days.isEmpty()) {
            return Weekdays.ALL;
        }
        var read = EnumSet.noneOf(DayOfWeek.class);
        for (var day : days) {
            read.add(Weekdays.parse(String.valueOf(day))
                    .orElseThrow(() -> ProblemException.unacceptable(
                            quoted(String.valueOf(day)) + " is not a day: MO, TU, WE, TH, FR, SA or SU.")));
        }
        return read;
    }

    private int readSize() {
        if (size == null) {
            return DEFAULT_SIZE;
        }
        if (size < 1 || size > MAX_SIZE) {
            throw ProblemException.unacceptable("size is from 1 to " + MAX_SIZE + ", not " + size + ".");
        }
        return size;
    }

    private static String readOnly(String field, @Nullable String value, String known) {
        if (value != null && !value.equals(known)) {
            throw ProblemException.unacceptable(
                    field + " can only be \"" + known + "\" for now, not " + quoted(value) + ".");
        }
        return known;
    }

    private static String quoted(String text) {
        return '"' + OneLine.of(text, 40) + '"';
    }
}
