package org.broadsheet.ecs.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.broadsheet.ecs.stack.Synthesised;
import org.junit.jupiter.api.Test;

class CostTableTest {
    @Test
    void fortyHoursOfTestCostAboutFiveDollars() {
        var table = CostTable.of(Synthesised.stage("test"), 40);

        assertThat(table.total()).isBetween(new BigDecimal("3"), new BigDecimal("8"));
        assertThat(table.text()).contains("PostgreSQL", "2026-11-20", "sum");
    }

    @Test
    void aRemovedStageCostsNothing() {
        assertThat(CostTable.of(Synthesised.stage("test"), 0).total()).isZero();
    }

    @Test
    void smallProductionStaysBelowFiftyDollars() {
        assertThat(CostTable.of(Synthesised.stage("prod-small"), 730).total())
                .isBetween(new BigDecimal("30"), new BigDecimal("50"));
    }

    @Test
    void productionIsItemised() {
        var table = CostTable.of(Synthesised.stage("prod"), 730);

        assertThat(table.items())
                .extracting(CostTable.Item::what)
                .contains("feed", "load balancer", "PostgreSQL", "broker", "logs");
        assertThat(table.total())
                .isEqualByComparingTo(table.items().stream()
                        .map(CostTable.Item::dollars)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .setScale(2, java.math.RoundingMode.HALF_UP))
                .isGreaterThan(new BigDecimal("300"));
    }

    @Test
    void aStageFitsItsOwnBudget() {
        for (var stage : Synthesised.STAGES) {
            var wanted = Synthesised.stage(stage);
            int hours = stage.equals("test") ? 80 : 730;
            assertThat(CostTable.of(wanted, hours).total())
                    .as(stage)
                    .isLessThanOrEqualTo(BigDecimal.valueOf(wanted.monthlyBudget()));
        }
    }
}
