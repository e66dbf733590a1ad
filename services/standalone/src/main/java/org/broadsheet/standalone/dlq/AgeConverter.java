package org.broadsheet.standalone.dlq;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 29d}, {@code 12h}, {@code 5m}, {@code 90s}. */
final class AgeConverter implements ITypeConverter<Duration> {
    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([dhms])");

    @Override
    public Duration convert(String value) {
        var match = AGE.matcher(value);
        if (!match.matches()) {
            throw new TypeConversionException(
                    "'" + value + "' is no age: use a number and d, h, m or s, as in 29d, 12h or 5m");
        }
        long number = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
