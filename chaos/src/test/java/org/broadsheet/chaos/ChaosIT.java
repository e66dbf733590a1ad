package org.broadsheet.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.broadsheet.chaos.plan.Plan;
import org.broadsheet.testing.Checkout;
import org.junit.jupiter.api.Test;

/** Two minutes of faults, the same plan each time. What the faults meet is not the same each time. */
class ChaosIT {
    private static final long SEED = 20_261_121;
    private static final int MINUTES = 2;

    @Test
    void allInvariantsHoldThroughTwoMinutesOfFaults() throws Exception {
        Path folder = Checkout.root().resolve("target/chaos");
        Path run = folder.resolve("it-" + Instant.now().toEpochMilli());
        var verdict = new Run(Plan.of(SEED, MINUTES), null, run, folder.resolve("shared"), System.out).execute();
        System.out.println(verdict.table());
        assertThat(verdict.holds())
                .withFailMessage(() -> "violated: " + verdict.violated() + verdict.table())
                .isTrue();
    }
}
