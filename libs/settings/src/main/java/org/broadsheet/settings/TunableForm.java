package org.broadsheet.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The forms that a tunable's text has. @param usual what holds where nobody turned it */
record TunableForm<T>(T usual, String allowed, Function<String, Optional<T>> form) {
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    static TunableForm<Integer> count(int usual, int least, int most) {
        return new TunableForm<>(
                usual,
                "a whole number from " + least + " to " + most,
                text -> Optional.of(text)
                        .filter(COUNT.asMatchPredicate())
                        .map(Integer::valueOf)
                        .filter(count -> count >= least && count <= most));
    }

    static TunableForm<Duration> time(Duration usual, Duration shortest, Duration longest) {
        return new TunableForm<>(
                usual,
                "a time from " + words(shortest) + " to " + words(longest) + " (ms, s, m, h or d)",
                text -> duration(text).filter(time -> time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0));
    }

    static TunableForm<String> word(String usual, String... words) {
        var known = List.of(words);
        return new TunableForm<>(
                usual,
                "one of " + String.join(", ", known),
                text -> Optional.of(text).filter(known::contains));
    }

    Tunable<T> named(String name, Set<String> services) {
        return new Tunable<>(name, services, usual, allowed, form);
    }

    private static Optional<Duration> duration(String text) {
        var parts = TIME.matcher(text);
        return parts.matches()
                ? Optional.of(Duration.of(
                        Long.parseLong(parts.group(1)), UNITS.getOrDefault(parts.group(2), ChronoUnit.MILLIS)))
                : Optional.empty();
    }

    private static String words(Duration time) {
        for (var unit : List.of("d", "h", "m", "s")) {
            long millis =
                    UNITS.getOrDefault(unit, ChronoUnit.MILLIS).getDuration().toMillis();
            if (time.toMillis() >= millis && time.toMillis() % millis == 0) {
                return time.toMillis() / millis + unit;
            }
        }
        return time.toMillis() + "ms";
    }
}
