package org.broadsheet.ingest.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceTest {
    private static final ReaderConfig CONFIG = new ReaderConfig(Duration.ofDays(14), Duration.ofDays(30));
    private static final LocalDate LAST_DAY = LocalDate.parse("2026-11-01");

    @ParameterizedTest
    @CsvSource({
        "2026-10-30T12:00:00Z, HERE",
        "2026-11-01T00:00:00Z, HERE",
        "2026-11-15T23:59:59Z, HERE",
        "2026-11-16T00:00:00Z, AWAY",
        "2026-12-01T23:59:59Z, AWAY",
        "2026-12-02T00:00:00Z, GONE",
        "2036-12-02T00:00:00Z, GONE"
    })
    void daysAreCountedFromTheEndOfTheLastOne(Instant now, Presence presence) {
        assertThat(Presence.of(LAST_DAY, now, CONFIG)).isEqualTo(presence);
    }

    @Test
    void aPauseThatComesBeforeTheSlowReadingIsRefused() {
        assertThatThrownBy(() -> new ReaderConfig(Duration.ofDays(14), Duration.ofDays(13)))
                .hasMessageContaining("pause-after");
    }
}
