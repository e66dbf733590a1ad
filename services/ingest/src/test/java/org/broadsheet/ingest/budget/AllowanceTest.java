package org.broadsheet.ingest.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long LEAST = 30;

    @Test
    void eachDayHasItsPartOfTheMonthAndWhatEarlierDaysLeft() {
        assertThat(Allowance.at(Instant.parse("2026-11-01T00:00:00Z"), 3_000, 0, LEAST)
                        .micros())
                .isEqualTo(100);
        assertThat(Allowance.at(Instant.parse("2026-11-10T23:59:59Z"), 3_000, 150, LEAST)
                        .micros())
                .isEqualTo(850);
        assertThat(Allowance.at(Instant.parse("2026-11-30T12:00:00Z"), 3_000, 2_900, LEAST)
                        .micros())
                .isEqualTo(100);
        assertThat(Allowance.at(Instant.parse("2026-11-02T12:00:00Z"), 3_000, 900, LEAST)
                        .micros())
                .isZero();
    }

    @Test
    void moreComesTomorrowOrWithTheNextMonth() {
        var today = Allowance.at(Instant.parse("2026-11-21T20:00:00Z"), 3_000, 2_500, LEAST);
        assertThat(today.isMonthOver()).isFalse();
        assertThat(today.more()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        var over = Allowance.at(Instant.parse("2026-12-21T20:00:00Z"), 3_000, 2_980, LEAST);
        assertThat(over.isMonthOver()).isTrue();
        assertThat(over.more()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(over.month()).isEqualTo(YearMonth.of(2026, 12));
    }

    @Test
    void whoSpendsAllThatIsAllowedNeverCrossesTheCap() {
        var random = new Random(7);
        for (int life = 0; life < 200; life++) {
            long cap = random.nextInt(1_000_000);
            long spent = 0;
            var now = Instant.parse("2026-02-01T00:00:00Z");
            while (now.isBefore(Instant.parse("2026-03-01T00:00:00Z"))) {
                spent += random.nextBoolean()
                        ? Allowance.at(now, cap, spent, LEAST).micros()
                        : 0;
                assertThat(spent).isLessThanOrEqualTo(cap);
                now = now.plus(Duration.ofMinutes(1 + random.nextInt(1_500)));
            }
        }
    }
}
