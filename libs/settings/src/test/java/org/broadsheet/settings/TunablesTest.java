package org.broadsheet.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunablesTest {
    @Test
    void namesAreUniqueSinceStandaloneHasThemAll() {
        assertThat(Tunables.all()).extracting(Tunable::name).doesNotHaveDuplicates();
        assertThat(Tunables.of("standalone")).isEqualTo(Tunables.all());
        assertThat(Tunables.of("feed")).containsExactly(Tunables.LOG_LEVEL);
    }

    @Test
    void everyTunableSaysWhatItIs() {
        assertThat(Tunables.all()).allSatisfy(tunable -> {
            assertThat(tunable.name()).matches("[a-z]+(-[a-z]+)*");
            assertThat(tunable.services()).isNotEmpty();
            assertThat(tunable.allowed()).matches("(a whole number|a time|one of) .+");
        });
    }

    @Test
    void theReadmeListsThemAll() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        assertThat(Tunables.all()).allSatisfy(tunable -> {
            var range = tunable.allowed().replaceFirst("^[a-z ]*(from|of) ", "").replaceFirst(" \\(.*", "");
            assertThat(readme)
                    .containsPattern("(?m)^\\| `" + tunable.name() + "` \\|[^|]*\\|[^|]*\\| " + range + " \\|");
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "200, 200", "2000, 2000"})
    void aCountWithinItsRangeIsTaken(String text, int count) {
        assertThat(read("polls-in-flight", text).values().of(Tunables.POLLS_IN_FLIGHT))
                .contains(count);
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "2s, PT2S", "1m, PT1M"})
    void aTimeWithinItsRangeIsTaken(String text, Duration time) {
        assertThat(read("host-pause", text).values().of(Tunables.HOST_PAUSE)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "2001", "10.5", "1e2", "many", "99999999999999999999", " 5"})
    void whatIsNoCountIsReportedWithWhatIsAllowed(String text) {
        assertThat(read("polls-in-flight", text)).satisfies(reading -> {
            assertThat(reading.values()).isEqualTo(TunableValues.none());
            assertThat(reading.problems())
                    .singleElement()
                    .hasToString("ingest.polls-in-flight: "
                            + (text.matches("-1|2001|10.5|many") ? text : "its value (not shown)")
                            + " is not allowed; a whole number from 0 to 2000 is");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0s", "499ms", "61s", "PT1S", "999999999d"})
    void whatIsNoTimeOrOutOfRangeIsReportedWithWhatIsAllowed(String text) {
        assertThat(read("host-pause", text).problems())
                .singleElement()
                .asString()
                .endsWith(" is not allowed; a time from 500ms to 1m (ms, s, m, h or d) is");
    }

    @Test
    void whatHeldStaysWhereTheNewValueIsBadAndGoesWhereThereIsNone() {
        var before = TunableValues.none().with(Tunables.POLLS_IN_FLIGHT, 7).with(Tunables.PAGES_IN_FLIGHT, 9);
        var reading = TunableReading.of("ingest", Map.of("polls-in-flight", Optional.of("lots")), before);
        assertThat(reading.values().of(Tunables.POLLS_IN_FLIGHT)).contains(7);
        assertThat(reading.values().of(Tunables.PAGES_IN_FLIGHT)).isEmpty();
    }

    @Test
    void anUnknownNameIsReportedWithTheNearest() {
        assertThat(read("poll-in-flight", "5").problems())
                .singleElement()
                .hasToString("ingest.poll-in-flight is no tunable; did you mean polls-in-flight?");
        assertThat(read("something-else", "5").problems())
                .singleElement()
                .asString()
                .startsWith("ingest.something-else is no tunable; ingest has log-level, polls-in-flight, ");
        assertThat(read("missed-after", "5h").problems())
                .singleElement()
                .hasToString("ingest.missed-after is no tunable of ingest; digest has it");
    }

    @Test
    void noReportRepeatsWhatMayBeASecret() {
        var listed = new TreeMap<String, Optional<String>>();
        listed.put("polls-in-flight", Optional.of("hunter2-hunter2"));
        listed.put("log-level", Optional.empty());
        listed.put("smtp-password", Optional.of("correct horse"));
        var problems = TunableReading.of("ingest", listed, TunableValues.none()).problems();
        assertThat(problems)
                .hasSize(3)
                .noneSatisfy(problem -> assertThat(problem.toString()).containsAnyOf("hunter2", "horse"))
                .anySatisfy(problem -> assertThat(problem).asString().contains("ingest.log-level is encrypted"));
    }

    private static TunableReading read(String name, String text) {
        return TunableReading.of("ingest", Map.of(name, Optional.of(text)), TunableValues.none());
    }
}
