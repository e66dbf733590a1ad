package org.broadsheet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.broadsheet.settings.Settings;
import org.junit.jupiter.api.Test;

class DemoElsewhereTest {
    private static final List<String> WORDS = List.of("demo", "http://edge:8080", "http://localhost:8025");

    @Test
    void peopleAreSentToThePublicAddressIfThereIsOne() {
        var settings = Settings.read(Map.of("BROADSHEET_PUBLIC_URL", "https://news.example.org"));

        assertThat(DemoElsewhere.parse(WORDS, settings))
                .isEqualTo(new DemoElsewhere(
                        URI.create("http://edge:8080"),
                        URI.create("http://localhost:8025"),
                        URI.create("https://news.example.org")));
        assertThat(DemoElsewhere.parse(WORDS, Settings.read(Map.of())).site()).hasToString("http://edge:8080");
    }

    @Test
    void addressesThatAreMissingOrAreNoneAreSaid() {
        assertThatThrownBy(() -> DemoElsewhere.parse(List.of("demo"), Settings.read(Map.of())))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("two addresses");
        assertThatThrownBy(() -> DemoElsewhere.parse(
                        List.of("demo", "http://a b", "http://localhost:8025"), Settings.read(Map.of())))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("two addresses");
    }
}
