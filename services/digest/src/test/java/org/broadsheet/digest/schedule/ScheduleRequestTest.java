package org.broadsheet.digest.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.broadsheet.http.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleRequestTest {
    @Test
    void timeAndZoneAreEnough() {
        var wish = request(null, null, "07:30", "Europe/Berlin", null).read();

        assertThat(wish)
                .isEqualTo(new Wish(
                        "Daily digest",
                        new Recurrence(LocalTime.of(7, 30), ZoneId.of("Europe/Berlin"), Weekdays.ALL),
                        10,
                        "default",
                        "all"));
    }

    @Test
    void daysAreASetInAnyOrderAndNoDaysAreEveryDay() {
        assertThat(request(null, List.of("SU", "mo", "MO"), "07:30", "UTC", null)
                        .read()
                        .recurrence()
                        .days())
                .containsExactlyInAnyOrder(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
        assertThat(request(null, List.of(), "07:30", "UTC", null)
                        .read()
                        .recurrence()
                        .days())
                .hasSize(7);
        assertThat(Weekdays.names(Weekdays.ALL)).containsExactly("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7:30", "24:00", "07:60", "07:30:00", "half past seven", "٠٧:٣٠"})
    void badTimeIsRefusedInWords(String at) {
        assertRefused(request(null, null, at, "UTC", null), "not a time of day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mars/Olympus", "+02:00", "europe/berlin", "GMT+2"})
    void unknownZoneIsRefusedInWords(String zone) {
        assertRefused(request(null, null, "07:30", zone, null), "not a time zone");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 51, Integer.MAX_VALUE})
    void sizeOutOfRangeIsRefusedInWords(int size) {
        assertRefused(request(null, null, "07:30", "UTC", size), "size is from 1 to 50");
    }

    @Test
    void whatIsMissingOrUnknownIsRefusedInWords() {
        assertRefused(request(null, null, null, "UTC", null), "at is missing");
        assertRefused(request(null, null, "07:30", null, null), "zone is missing");
        assertRefused(request(null, List.of("FUNDAY"), "07:30", "UTC", null), "not a day");
        assertRefused(request(null, Arrays.asList("MO", null), "07:30", "UTC", null), "not a day");
        assertRefused(request("n".repeat(101), null, "07:30", "UTC", null), "at most 100");
        assertRefused(new ScheduleRequest(null, null, "07:30", "UTC", null, "modern", null), "layout can only be");
        assertRefused(new ScheduleRequest(null, null, "07:30", "UTC", null, null, "saved"), "scope can only be");
    }

    @Test
    void nameIsOneLine() {
        assertThat(request("Morning\r\nBcc: v@v", null, "07:30", "UTC", null)
                        .read()
                        .name())
                .isEqualTo("Morning Bcc: v@v");
    }

    private static void assertRefused(ScheduleRequest request, String words) {
        assertThatThrownBy(request::read).isInstanceOf(ProblemException.class).hasMessageContaining(words);
    }

    private static ScheduleRequest request(
            @Nullable String name,
            @Nullable List<String> days,
            @Nullable String at,
            @Nullable String zone,
            @Nullable Integer size) {
        return new ScheduleRequest(name, days, at, zone, size, null, null);
    }
}
