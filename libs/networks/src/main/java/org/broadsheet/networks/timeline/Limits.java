package org.broadsheet.networks.timeline;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiResult;
import org.jspecify.annotations.Nullable;

/** What headers say of limits. Every network has its own names, and Mastodon writes a time where others count seconds. */
public final class Limits {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration UNKNOWN = Duration.ofMinutes(15);

    private final String prefix;

    /** @param prefix of the headers {@code …Remaining} and {@code …Reset} */
    public Limits(String prefix) {
        this.prefix = prefix;
    }

    /** When a server that has had enough may be asked again: what it says, within a day; else a quarter of an hour. */
    public Instant until(ApiResult.Answered answered, Instant now) {
        var until = answered.header("Retry-After")
                .flatMap(value -> retryAfter(value.strip(), now))
                .or(() -> reset(answered))
                .orElse(now.plus(UNKNOWN));
        var last = now.plus(LONGEST);
        return until.isBefore(now.plusSeconds(1)) ? now.plusSeconds(1) : until.isAfter(last) ? last : until;
    }

    /** The same for an answer that used up the last request; null while there are more. */
    @Nullable
    Instant restUntil(ApiResult.Answered answered, Instant now) {
        return answered.header(prefix + "Remaining")
                .filter(left -> left.strip().equals("0"))
                .map(none -> until(answered, now))
                .orElse(null);
    }

    private Optional<Instant> reset(ApiResult.Answered answered) {
        return answered.header(prefix + "Reset")
                .map(String::strip)
                .flatMap(value -> seconds(value).map(Instant::ofEpochSecond).or(() -> ShareTime.parse(value)));
    }

    private static Optional<Instant> retryAfter(String value, Instant now) {
        return seconds(value).map(now::plusSeconds).or(() -> {
            try {
                return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException notADate) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Long> seconds(String value) {
        return value.matches("[0-9]{1,11}") ? Optional.of(Long.valueOf(value)) : Optional.empty();
    }
}
