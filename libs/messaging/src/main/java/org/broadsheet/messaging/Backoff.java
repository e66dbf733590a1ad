package org.broadsheet.messaging;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: after the n-th failure a time between nothing and {@code base * 2^(n-1)}, at
 * most {@code cap}.
 */
record Backoff(int attempts, Duration base, Duration cap, RandomGenerator random) {
    private static final int MAX_DOUBLINGS = 30;

    Duration after(int failures) {
        long doubled = base.toMillis() << Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
        long longest = doubled <= 0 ? cap.toMillis() : Math.min(doubled, cap.toMillis());
        return Duration.ofMillis(random.nextLong(longest + 1));
    }
}
