package org.broadsheet.ingest.parse;

import java.time.DayOfWeek;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code skipHours} and {@code skipDays} of a channel; what is no hour or day in them is left out. */
final class SkipElements {
    /** An element has as many as there are; more are a mistake, or malice. */
    private static final int MOST = 100;

    private SkipElements() {}

    static QuietHours of(XmlElement channel) {
        return new QuietHours(
                values(channel, "skipHours", "hour", SkipElements::hour),
                values(channel, "skipDays", "day", SkipElements::day));
    }

    private static <T> Set<T> values(
            XmlElement channel, String list, String name, Function<String, Stream<T>> reading) {
        return channel.children(list)
                .flatMap(skip -> skip.children(name))
                .limit(MOST)
                .map(XmlElement::text)
                .flatMap(reading)
                .collect(Collectors.toSet());
    }

    /** 0 to 23, and 24 for midnight in RSS 0.91. */
    private static Stream<Integer> hour(String text) {
        if (!text.matches("[0-9]{1,2}")) {
            return Stream.empty();
        }
        int hour = Integer.parseInt(text);
        return hour > 24 ? Stream.empty() : Stream.of(hour % 24);
    }

    private static Stream<DayOfWeek> day(String text) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> day.name().equals(text.strip().toUpperCase(Locale.ROOT)));
    }
}
