package org.broadsheet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SettableClockTest {
    @Test
    void movesOnlyWhenToldAndInAllZonesAtOnce() {
        SettableClock clock = SettableClock.at("2026-03-29T00:30:00Z");
        SettableClock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));

        clock.advance(Duration.ofHours(1));

        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(berlin.instant()).isEqualTo(clock.instant());
        assertThat(berlin.instant().atZone(berlin.getZone()).getHour()).isEqualTo(3);
    }
}
