package org.broadsheet.ingest.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as feeds write them: RFC 3339 and W3C-DTF with parts left out, RFC 822 with two or four digit years, and what
 * content systems make of them. No zone, or an unknown one, is taken as UTC.
 */
public final class FeedDates {
    private static final int LONGEST = 100;
    private static final String TIME = "(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:[.,]\\d+)?)?";

    /** A month may have a zero too many. */
    private static final Pattern ISO =
            Pattern.compile("(\\d{4})(?:-?(?:0(?=\\d\\d-))?(\\d{2})(?:-?(\\d{2}))?)?(?:[Tt\\s]\\s*" + TIME
                    + "\\s*([Zz]|[A-Z]{2,4}|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?)?");

    private static final Pattern EPOCH = Pattern.compile("\\d{9,13}");
    private static final Pattern CLOCK =
            Pattern.compile("(?<![\\d:])" + TIME + "(?![\\d:])\\s*([AaPp]\\.?[Mm]\\.?(?![a-z]))?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?<!\\d)(\\d{1,2})[\\s.,-]+(\\p{L}{3,}\\.?)[\\s.,-]+(\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\p{L}{3,})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?:"
            + TIME + "\\s+)?(?:\\p{L}{3,4}\\s+)?(\\d{4})(?!\\d)");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<!\\d)(\\d{4})[\\s.,-]+(\\p{L}{3,}\\.?)[\\s.,-]+(\\d{1,2})(?!\\d)");
    private static final Pattern MONTH_YEAR = Pattern.compile("^(\\p{L}{3,})\\.?\\s+(\\d{4})$");
    private static final Pattern NUMBERS = Pattern.compile("^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?=\\s|$)");
    private static final Pattern SLASHES = Pattern.compile("(?<!\\d)(\\d{1,2})/(\\d{1,2})/(\\d{4})(?!\\d)");

    private FeedDates() {}

    /** Empty for what is no date; a date without a time is its midnight. */
    public static Optional<Instant> parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(read(trimmed));
        } catch (DateTimeException | NumberFormatException impossible) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant read(String text) {
        var iso = ISO.matcher(text);
        if (iso.matches()) {
            return iso(iso);
        }
        if (EPOCH.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return text.length() > 11 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        }
        var eastern = EastAsianDates.read(text);
        if (eastern != null) {
            return eastern;
        }
        var date = date(text);
        return date == null ? null : words(text, date);
    }

    private static Instant iso(Matcher parts) {
        var date = LocalDate.of(number(parts, 1, 0), number(parts, 2, 1), number(parts, 3, 1));
        var time = LocalTime.of(number(parts, 4, 0), number(parts, 5, 0), number(parts, 6, 0));
        String zone = parts.group(7);
        return date.atTime(time).toInstant(zone == null ? ZoneOffset.UTC : FeedZones.offset(zone, date.atTime(time)));
    }

    private static @Nullable LocalDate date(String text) {
        var dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.find()) {
            return named(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
        }
        var monthFirst = MONTH_FIRST.matcher(text);
        for (int from = 0; monthFirst.find(from); from = monthFirst.start() + 1) {
            var date = named(monthFirst.group(6), monthFirst.group(1), monthFirst.group(2));
            if (date != null) {
                return date;
            }
        }
        var yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.find()) {
            return named(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
        }
        var monthYear = MONTH_YEAR.matcher(text);
        if (monthYear.find()) {
            return named(monthYear.group(2), monthYear.group(1), "1");
        }
        var numbers = NUMBERS.matcher(text);
        if (numbers.find()) {
            return LocalDate.of(number(numbers, 1, 0), number(numbers, 3, 0), number(numbers, 4, 0));
        }
        var slashes = SLASHES.matcher(text);
        return slashes.find() ? slashed(slashes) : null;
    }

    private static @Nullable LocalDate named(String year, String month, String day) {
        int number = FeedMonths.number(month);
        return number == 0 ? null : LocalDate.of(year(year), number, Integer.parseInt(day));
    }

    /** Two digits up to 68 are of this century (RFC 2822 section 4.3 has 49; time systems have 68). */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() > 2 ? year : year <= 68 ? 2000 + year : 1900 + year;
    }

    /** The American order, unless that is impossible. */
    private static LocalDate slashed(Matcher parts) {
        int first = Integer.parseInt(parts.group(1));
        int second = Integer.parseInt(parts.group(2));
        int year = Integer.parseInt(parts.group(3));
        return first > 12 ? LocalDate.of(year, second, first) : LocalDate.of(year, first, second);
    }

    private static @Nullable Instant words(String text, LocalDate date) {
        var clock = CLOCK.matcher(text);
        if (!clock.find()) {
            return text.indexOf(':') >= 0 ? null : date.atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        var time = date.atTime(hour(clock), number(clock, 2, 0), number(clock, 3, 0));
        return time.toInstant(FeedZones.offset(text.substring(clock.end()).strip(), time));
    }

    private static int hour(Matcher clock) {
        int hour = number(clock, 1, 0);
        String half = clock.group(4);
        if (half == null || hour > 12) {
            return hour;
        }
        boolean afternoon = half.toLowerCase(Locale.ROOT).startsWith("p");
        return hour % 12 + (afternoon ? 12 : 0);
    }

    private static int number(Matcher parts, int group, int absent) {
        String digits = parts.group(group);
        return digits == null ? absent : Integer.parseInt(digits);
    }
}
