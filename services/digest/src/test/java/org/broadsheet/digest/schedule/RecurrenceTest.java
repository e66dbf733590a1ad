package org.broadsheet.digest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RecurrenceTest {
    private static final int FIRST_YEAR = 2005;
    private static final int LAST_YEAR = 2030;

    @Test
    void ordinaryDayHasItsSlotAtItsLocalTime() {
        var daily = daily("07:30", "Europe/Berlin");

        assertThat(daily.nextAfter(Instant.parse("2026-11-21T06:29:59Z")))
                .isEqualTo(slot("2026-11-21T07:30", "2026-11-21T06:30:00Z"));
        assertThat(daily.nextAfter(Instant.parse("2026-11-21T06:30:00Z")))
                .isEqualTo(slot("2026-11-22T07:30", "2026-11-22T06:30:00Z"));
    }

    @Test
    void skippedTimeIsReplacedByTheNextValidMinute() {
        assertThat(daily("02:30", "Europe/Berlin").nextAfter(Instant.parse("2026-03-28T12:00:00Z")))
                .isEqualTo(slot("2026-03-29T02:30", "2026-03-29T01:00:00Z"));
    }

    @Test
    void firstOfTwoOccurrencesIsTaken() {
        var daily = daily("02:30", "Europe/Berlin");

        assertThat(daily.nextAfter(Instant.parse("2026-10-24T12:00:00Z")))
                .isEqualTo(slot("2026-10-25T02:30", "2026-10-25T00:30:00Z"));
        assertThat(daily.nextAfter(Instant.parse("2026-10-25T00:30:00Z")))
                .isEqualTo(slot("2026-10-26T02:30", "2026-10-26T01:30:00Z"));
    }

    @Test
    void dayThatDoesNotExistHasNoSlot() {
        var daily = daily("07:30", "Pacific/Apia");

        assertThat(daily.nextAfter(Instant.parse("2011-12-29T17:30:00Z")))
                .as("from Thursday to Saturday")
                .isEqualTo(slot("2011-12-31T07:30", "2011-12-30T17:30:00Z"));
    }

    @Test
    void timeSkippedAtMidnightSlidesIntoTheNextDayAndThatDayKeepsItsOwn() {
        var daily = daily("23:30", "America/Nuuk");
        var skipped = daily.nextAfter(Instant.parse("2025-03-29T12:00:00Z"));

        assertThat(skipped).isEqualTo(slot("2025-03-29T23:30", "2025-03-30T01:00:00Z"));
        assertThat(daily.nextAfter(skipped.at()).local()).isEqualTo(LocalDateTime.parse("2025-03-30T23:30"));
    }

    @Test
    void onlyTheChosenDaysHaveSlots() {
        var weekend =
                new Recurrence(LocalTime.parse("09:00"), ZoneOffset.UTC, Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

        assertThat(weekend.nextAfter(Instant.parse("2026-11-22T09:00:00Z")).local())
                .isEqualTo(LocalDateTime.parse("2026-11-28T09:00"));
    }

    @TestFactory
    Stream<DynamicTest> everyLocalDayHasExactlyOneSlotInEveryZone() {
        return ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .filter(zone -> !transitions(zone).isEmpty())
                .map(zone -> DynamicTest.dynamicTest(
                        zone.getId(),
                        () -> transitions(zone)
                                .forEach(transition ->
                                        times(transition).forEach(at -> aroundTransition(zone, transition, at)))));
    }

    /** Drives a clock from slot to slot, over the days around a transition. */
    private static void aroundTransition(ZoneId zone, ZoneOffsetTransition transition, LocalTime at) {
        var daily = new Recurrence(at, zone, Weekdays.ALL);
        var start = transition.getDateTimeBefore().toLocalDate().minusDays(3);
        var end = transition.getDateTimeAfter().toLocalDate().plusDays(3);
        var dates = new ArrayList<LocalDate>();
        var now = start.atStartOfDay(zone).toInstant().minusSeconds(1);
        for (var slot = daily.nextAfter(now); !slot.local().toLocalDate().isAfter(end); slot = daily.nextAfter(now)) {
            assertThat(slot.at()).as("%s %s after %s", zone, at, now).isAfter(now);
            assertThat(slot.local().toLocalTime()).isEqualTo(at);
            assertThat(Duration.between(slot.at(), earliestMoment(slot.local(), zone))
                            .abs())
                    .as("%s: %s is when it should be", zone, slot)
                    .isZero();
            dates.add(slot.local().toLocalDate());
            now = slot.at();
        }
        assertThat(dates).as("%s %s", zone, at).isEqualTo(existingDates(start, end, zone));
    }

    /** Found by trying, not by rules: the first instant at which clocks show the time or a later one. */
    private static Instant earliestMoment(LocalDateTime local, ZoneId zone) {
        var low = local.toInstant(ZoneOffset.UTC).minus(Duration.ofHours(30));
        while (LocalDateTime.ofInstant(low, zone).isBefore(local)) {
            low = low.plus(Duration.ofMinutes(15));
        }
        var moment = low.minus(Duration.ofMinutes(15));
        while (LocalDateTime.ofInstant(moment, zone).isBefore(local)) {
            moment = moment.plus(Duration.ofMinutes(1));
        }
        return moment;
    }

    private static List<LocalDate> existingDates(LocalDate start, LocalDate end, ZoneId zone) {
        return start.datesUntil(end.plusDays(1))
                .filter(date ->
                        date.atTime(LocalTime.NOON).atZone(zone).toLocalDate().equals(date))
                .toList();
    }

    private static List<ZoneOffsetTransition> transitions(ZoneId zone) {
        var found = new ArrayList<ZoneOffsetTransition>();
        var from = Instant.parse(FIRST_YEAR + "-01-01T00:00:00Z");
        var until = Instant.parse(LAST_YEAR + "-01-01T00:00:00Z");
        for (var next = zone.getRules().nextTransition(from);
                next != null && next.getInstant().isBefore(until);
                next = zone.getRules().nextTransition(next.getInstant())) {
            found.add(next);
        }
        return found;
    }

    private static List<LocalTime> times(ZoneOffsetTransition transition) {
        var before = transition.getDateTimeBefore().toLocalTime();
        var after = transition.getDateTimeAfter().toLocalTime();
        return Stream.of(
                        LocalTime.MIDNIGHT,
                        LocalTime.parse("07:30"),
                        LocalTime.parse("23:59"),
                        before,
                        before.minusMinutes(1),
                        before.plusMinutes(15),
                        after,
                        after.plusMinutes(15))
                .distinct()
                .toList();
    }

    private static Recurrence daily(String at, String zone) {
        return new Recurrence(LocalTime.parse(at), ZoneId.of(zone), Weekdays.ALL);
    }

    private static Slot slot(String local, String at) {
        return new Slot(LocalDateTime.parse(local), Instant.parse(at));
    }
}
