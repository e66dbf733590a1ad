package org.broadsheet.links.fetch;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an answer says that it stays fresh, or that nobody should ask again. Each is kept within 24 hours, and is zero
 * where the answer says nothing, nothing readable, or a time that has passed.
 *
 * @param maxAge {@code Cache-Control: max-age} (RFC 9111 section 5.2.2.1)
 * @param expiresIn {@code Expires}, from now on
 * @param retryAfter {@code Retry-After}, in seconds or as a date (RFC 9110 section 10.2.3)
 */
public record CacheHints(Duration maxAge, Duration expiresIn, Duration retryAfter) {
    public static final Duration MAX = Duration.ofHours(24);

    public CacheHints {
        maxAge = clamp(maxAge);
        expiresIn = clamp(expiresIn);
        retryAfter = clamp(retryAfter);
    }

    public static CacheHints none() {
        return new CacheHints(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** The longest of the three. */
    public Duration longest() {
        var fresh = maxAge.compareTo(expiresIn) >= 0 ? maxAge : expiresIn;
        return fresh.compareTo(retryAfter) >= 0 ? fresh : retryAfter;
    }

    static Duration until(Instant then, Instant now) {
        return Duration.between(now, then);
    }

    private static Duration clamp(Duration duration) {
        if (duration.isNegative()) {
            return Duration.ZERO;
        }
        return duration.compareTo(MAX) > 0 ? MAX : duration;
    }
}
