package org.broadsheet.ingest.parse;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How long a feed wants to be left alone: RSS 2.0 {@code ttl} in minutes, or the syndication module of RSS 1.0. */
final class UpdatePeriod {
    private static final Duration MAX = Duration.ofDays(1);

    private UpdatePeriod() {}

    /** At most a day; zero where the feed says nothing readable. */
    static Duration of(XmlElement channel) {
        return channel.childText("ttl")
                .flatMap(UpdatePeriod::number)
                .map(Duration::ofMinutes)
                .or(() -> syndication(channel))
                .map(period -> period.compareTo(MAX) > 0 ? MAX : period)
                .orElse(Duration.ZERO);
    }

    private static Optional<Duration> syndication(XmlElement channel) {
        var frequency = channel.childText("sy:updateFrequency")
                .flatMap(UpdatePeriod::number)
                .filter(times -> times > 0)
                .orElse(1L);
        return channel.childText("sy:updatePeriod")
                .flatMap(UpdatePeriod::period)
                .map(period -> period.dividedBy(frequency));
    }

    private static Optional<Duration> period(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "hourly" -> Optional.of(Duration.ofHours(1));
            case "daily" -> Optional.of(Duration.ofDays(1));
            case "weekly" -> Optional.of(Duration.ofDays(7));
            case "monthly" -> Optional.of(Duration.ofDays(30));
            case "yearly" -> Optional.of(Duration.ofDays(365));
            default -> Optional.empty();
        };
    }

    private static Optional<Long> number(String digits) {
        boolean small =
                digits.length() <= 6 && !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return small ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }
}
