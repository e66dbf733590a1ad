package org.broadsheet.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.broadsheet.testing.SettableClock;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private final SettableClock clock = SettableClock.at("2026-11-21T10:00:00Z");
    private final Register<String> register = new Register<>("at first", clock);

    @Test
    void whatNobodyWroteIsAsAtFirst() {
        assertThat(register.possible()).containsExactly("at first");
    }

    @Test
    void theLastAcknowledgedWriteStays() {
        register.begin("one").ok();
        register.begin("two").ok();
        assertThat(register.possible()).containsExactly("two");
        assertThat(register.acknowledged()).isEqualTo(2);
    }

    @Test
    void aWriteOfUnknownOutcomeMayHaveHappenedOrNot() {
        register.begin("one").ok();
        register.begin("two");
        assertThat(register.possible()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aWriteThatFailedHasNotHappened() {
        register.begin("one").failed();
        assertThat(register.possible()).containsExactly("at first");
    }

    @Test
    void anUnknownWriteMayComeAfterAnAcknowledgedOneForAMinute() {
        register.begin("lingers");
        clock.advance(Duration.ofSeconds(30));
        register.begin("one").ok();
        assertThat(register.possible()).containsExactlyInAnyOrder("one", "lingers");
        clock.advance(Duration.ofSeconds(61));
        register.begin("two").ok();
        assertThat(register.possible()).containsExactly("two");
    }
}
