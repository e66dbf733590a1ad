package org.broadsheet.ingest.parse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates with Korean, Japanese or Chinese words in them. Korean ones are in Korean time; the others do not say whose. */
final class EastAsianDates {
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})\\s*[-.년年]\\s*(\\d{1,2})\\s*[-.월月]\\s*(\\d{1,2})\\s*[일日]?"
                    + "\\s*(오전|오후|午前|午後|上午|下午)?\\s*(?:(\\d{1,2})[:시時](\\d{1,2})(?:[:분分](\\d{1,2})[초秒]?)?)?");
    private static final Pattern WORDS = Pattern.compile("[년월일시분오전후年月日時分午前後上下]");
    private static final Pattern KOREAN = Pattern.compile("\\p{IsHangul}");
    private static final Pattern AFTERNOON = Pattern.compile("오후|午後|下午");
    private static final ZoneOffset KOREA = ZoneOffset.ofHours(9);

    private EastAsianDates() {}

    /** Null for what is no such date. */
    static @Nullable Instant read(String text) {
        var date = DATE.matcher(text);
        if (!WORDS.matcher(text).find() || !date.matches()) {
            return null;
        }
        return LocalDate.of(number(date, 1), number(date, 2), number(date, 3))
                .atTime(hour(date), number(date, 6), number(date, 7))
                .toInstant(KOREAN.matcher(text).find() ? KOREA : ZoneOffset.UTC);
    }

    private static int hour(Matcher date) {
        int hour = number(date, 5);
        String half = date.group(4);
        if (half == null || hour > 12) {
            return hour;
        }
        return hour % 12 + (AFTERNOON.matcher(half).matches() ? 12 : 0);
    }

    private static int number(Matcher date, int group) {
        String digits = date.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
