package org.broadsheet.digest.schedule;

import java.time.DayOfWeek;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Days of the week by their names in calendars (RFC 5545 section 3.3.10): MO, TU, WE, TH, FR, SA, SU. */
final class Weekdays {
    static final Set<DayOfWeek> ALL = Set.of(DayOfWeek.values());

    private Weekdays() {}

    static Optional<DayOfWeek> parse(String name) {
        var upper = name.strip().toUpperCase(Locale.ROOT);
        return Stream.of(DayOfWeek.values())
                .filter(day -> nameOf(day).equals(upper))
                .findFirst();
    }

    static Set<DayOfWeek> of(Collection<String> names) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        names.forEach(
                name -> days.add(parse(name).orElseThrow(() -> new IllegalArgumentException("not a day: " + name))));
        return days;
    }

    /** Monday first. */
    static List<String> names(Set<DayOfWeek> days) {
        return days.stream().sorted().map(Weekdays::nameOf).toList();
    }

    private static String nameOf(DayOfWeek day) {
        return day.name().substring(0, 2);
    }
}
