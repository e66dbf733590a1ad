package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.bind.annotation.Bindable;
import java.util.Arrays;
import org.broadsheet.settings.Tunables;
import org.junit.jupiter.api.Test;

class TunableDefaultsTest {
    @Test
    void areThoseOfTheConfiguration() {
        var missedAfter = Arrays.stream(DigestConfig.class.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals("missedAfter"))
                .findFirst()
                .orElseThrow();
        assertThat(Tunables.MISSED_AFTER
                        .form()
                        .apply(missedAfter.getAnnotation(Bindable.class).defaultValue()))
                .contains(Tunables.MISSED_AFTER.usual());
    }
}
