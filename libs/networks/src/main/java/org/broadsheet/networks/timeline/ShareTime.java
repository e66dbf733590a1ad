package org.broadsheet.networks.timeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times that networks and authors claim. */
public final class ShareTime {
    private static final long YEARS = 10;
    private static final long AHEAD_SECONDS = 600;

    private ShareTime() {}

    /** An RFC 3339 time. */
    public static Optional<Instant> parse(String text) {
        try {
            return text.length() > 40
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Within [fetch - 10 years, fetch + 10 minutes]. */
    static Instant clamp(Instant claimed, Instant fetchedAt) {
        var first = fetchedAt.atOffset(ZoneOffset.UTC).minusYears(YEARS).toInstant();
        var last = fetchedAt.plusSeconds(AHEAD_SECONDS);
        return claimed.isBefore(first) ? first : claimed.isAfter(last) ? last : claimed;
    }
}
