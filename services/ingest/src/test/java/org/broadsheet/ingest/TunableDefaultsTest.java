package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.bind.annotation.Bindable;
import java.util.Arrays;
import org.broadsheet.settings.Tunables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalogue calls usual is what holds without a configuration. */
class TunableDefaultsTest {
    @ParameterizedTest
    @CsvSource({
        "polls-in-flight, IngestConfig, inFlight",
        "polls-in-flight-per-server, IngestConfig, inFlightPerServer",
        "host-pause, IngestConfig, hostPause",
        "longest-poll-interval, IngestConfig, maxInterval",
        "pages-in-flight, article.PageConfig, inFlight"
    })
    void areThoseOfTheConfiguration(String name, String config, String component) throws Exception {
        var parameter = Arrays.stream(Class.forName("org.broadsheet.ingest." + config)
                        .getDeclaredConstructors()[0]
                        .getParameters())
                .filter(one -> one.getName().equals(component))
                .findFirst()
                .orElseThrow();
        var written = parameter.getAnnotation(Bindable.class).defaultValue();
        var tunable = Tunables.of("ingest").stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(tunable.form().apply(written))
                .hasValueSatisfying(value -> assertThat((Object) value).isEqualTo(tunable.usual()));
    }
}
