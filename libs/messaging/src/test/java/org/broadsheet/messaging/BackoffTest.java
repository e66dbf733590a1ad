package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(10, Duration.ofSeconds(1), Duration.ofMinutes(10), new Random(1));

    @Test
    void delaysAreSpreadOverTheWholeOfADoublingRange() {
        for (int failures = 1; failures <= 8; failures++) {
            int n = failures;
            long longest = 1_000L << (failures - 1);
            var delays = IntStream.range(0, 2_000)
                    .mapToLong(i -> backoff.after(n).toMillis())
                    .summaryStatistics();
            assertThat(delays.getMin()).isBetween(0L, longest / 10);
            assertThat(delays.getMax()).isBetween(longest * 9 / 10, longest);
        }
    }

    @Test
    void noDelayIsLongerThanTheCapHoweverOftenItFailed() {
        assertThat(IntStream.of(11, 40, 63, 64, 1_000, Integer.MAX_VALUE).mapToObj(backoff::after))
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofMinutes(10)));
    }
}
