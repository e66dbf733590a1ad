package org.broadsheet.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Comparator;
import org.broadsheet.events.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    @Test
    void theSameSeedAndLengthGiveTheSamePlan() {
        assertThat(Plan.of(7, 10))
                .isEqualTo(Plan.of(7, 10))
                .hasToString(Plan.of(7, 10).toString());
    }

    @Test
    void anotherSeedGivesAnotherPlan() {
        assertThat(Plan.of(8, 10)).isNotEqualTo(Plan.of(7, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 60})
    void tenMinutesAndMoreHaveThirtyKillsOfServicesFiveOfTheBrokerAndFiveOfTheDatabase(int minutes) {
        var plan = Plan.of(1, minutes);
        assertThat(plan.count(FaultKind.KILL_SERVICE)).isGreaterThanOrEqualTo(3L * minutes);
        assertThat(plan.count(FaultKind.KILL_BROKER)).isGreaterThanOrEqualTo(5);
        assertThat(plan.count(FaultKind.KILL_DATABASE)).isGreaterThanOrEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theShortestRunsHaveEightKillsOfServicesAndOneOfEachServer(int minutes) {
        var plan = Plan.of(1, minutes);
        assertThat(plan.count(FaultKind.KILL_SERVICE)).isGreaterThanOrEqualTo(8);
        assertThat(plan.count(FaultKind.KILL_BROKER)).isGreaterThanOrEqualTo(1);
        assertThat(plan.count(FaultKind.KILL_DATABASE)).isGreaterThanOrEqualTo(1);
        assertThat(plan.count(FaultKind.POISON)).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void networksMisbehaveInEveryWayAndIngestIsKilledBesideTheirAnswers(int minutes) {
        var plan = Plan.of(1, minutes);
        assertThat(FaultKind.values())
                .filteredOn(
                        kind -> kind.target() == FaultKind.Target.NETWORKS || kind.target() == FaultKind.Target.INGEST)
                .hasSize(7)
                .allSatisfy(kind -> assertThat(plan.count(kind)).isPositive());
        assertThat(plan.count(FaultKind.KILL_AT_PAGE)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void faultsComeInOrderWithinTheTimeAndLastAsLongAsTheirKindMay() {
        var plan = Plan.of(3, 10);
        assertThat(plan.faults())
                .isSortedAccordingTo(Comparator.comparing(Fault::at))
                .allSatisfy(fault -> {
                    assertThat(fault.at()).isBetween(Duration.ZERO, Duration.ofMinutes(10));
                    assertThat(fault.lasts())
                            .isBetween(fault.kind().shortest(), fault.kind().longest());
                });
    }

    @Test
    void somethingIsStoppedForFiveToTwentySeconds() {
        assertThat(Plan.of(3, 10).faults())
                .filteredOn(fault -> fault.kind() == FaultKind.STOP_SERVICE)
                .isNotEmpty()
                .allSatisfy(
                        fault -> assertThat(fault.lasts()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20)));
    }

    @Test
    void everyServiceIsMetInALongRun() {
        assertThat(Plan.of(5, 10).faults().stream()
                        .filter(fault -> fault.kind() == FaultKind.KILL_SERVICE)
                        .map(Fault::service))
                .contains(Service.values());
    }

    @Test
    void aLengthOutOfBoundsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Plan.of(1, 0)).withMessageContaining("1 to 480");
        assertThatIllegalArgumentException().isThrownBy(() -> Plan.of(1, 481));
    }
}
