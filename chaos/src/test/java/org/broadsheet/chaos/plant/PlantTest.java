package org.broadsheet.chaos.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlantTest {
    @ParameterizedTest
    @EnumSource
    void everyBugFitsTheCode(Plant plant) {
        for (var change : plant.changes()) {
            assertThat(PlantedMain.apply(change)).as(change.type()).isNotEmpty();
        }
    }

    @Test
    void aTextThatTheClassDoesNotHaveDoesNotFit() {
        var change = new Change.Text("org.broadsheet.feed.share.ShareRepository", "no such text", "");
        assertThatThrownBy(() -> PlantedMain.apply(change)).hasMessageContaining("no such text");
    }

    @Test
    void aMethodThatTheClassDoesNotHaveDoesNotFit() {
        var change = new Change.Method("org.broadsheet.messaging.Retries", "noSuchMethod", Advices.DoNothing.class);
        assertThatThrownBy(() -> PlantedMain.apply(change)).hasMessageContaining("noSuchMethod");
    }

    @Test
    void everyBugHasANameOfItsOwnAndIsFoundByIt() {
        assertThat(Plant.names()).doesNotHaveDuplicates().hasSameSizeAs(Plant.values());
        assertThat(Arrays.stream(Plant.values()))
                .allSatisfy(plant -> assertThat(Plant.of(plant.wireName())).contains(plant));
        assertThat(Plant.isKnown("no-such-bug")).isFalse();
    }
}
