package org.broadsheet.ingest;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Keeps what was begun together from being done together for ever.
 *
 * @param share of a time that is added or taken away at most
 */
public record Jitter(double share, RandomGenerator random) {
    private static final double TENTH = 0.1;

    public Jitter {
        requireNonNull(random, "random");
    }

    /** A tenth more or less. */
    public static Jitter tenth(RandomGenerator random) {
        return new Jitter(TENTH, random);
    }

    public Duration of(Duration time) {
        return Duration.ofMillis((long) (time.toMillis() * (1 - share + 2 * share * random.nextDouble())));
    }
}
