package org.broadsheet.ecs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.broadsheet.ecs.stack.Synthesised;
import org.broadsheet.ecs.stage.StageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final Set<String> SERVICES = Set.of("ingest", "feed");

    @Test
    void aFileSaysNamesAndValuesOfServices() {
        assertThat(parse("ingest:\n  polls-in-flight: 16\n  host-pause: 2s\nfeed: {log-level: DEBUG}"))
                .isEqualTo(Map.of(
                        "/broadsheet/test/ingest/polls-in-flight", "16",
                        "/broadsheet/test/ingest/host-pause", "2s",
                        "/broadsheet/test/feed/log-level", "DEBUG"));
        assertThat(parse("# nothing\n")).isEmpty();
    }

    @Test
    void aFileWithSecretsOrStrangersIsRefused() {
        assertThat(problems("ingest: {mail.password: x, list: [1]}\nadverts: {a: b}"))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("looks like a secret"))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("test.yaml: adverts is no service of this stage, which has feed, ingest"));
    }

    @Test
    void namesThatNobodyReadsAndValuesThatNobodyTakesAreRefusedInOneLineEach() {
        assertThat(problems("""
                        ingest:
                          poll-in-flight: 100
                          polls-in-flight: 5000
                          host-pause: fast
                        feed:
                          host-pause: 2s
                          log-level: TRACE
                        """))
                .containsExactlyInAnyOrder(
                        "test.yaml: ingest.poll-in-flight is no tunable; did you mean polls-in-flight?",
                        "test.yaml: ingest.polls-in-flight: 5000 is not allowed; a whole number from 0 to 2000 is",
                        "test.yaml: ingest.host-pause: fast is not allowed; a time from 500ms to 1m (ms, s, m, h or d) is",
                        "test.yaml: feed.host-pause is no tunable of feed; ingest has it",
                        "test.yaml: feed.log-level: TRACE is not allowed; one of WARN, INFO, DEBUG is");
    }

    @Test
    void aStageOfOneProcessHasItsTunablesBelowIt() {
        assertThat(Synthesised.stage("prod-small").services()).containsOnlyKeys("standalone");
        assertThat(Parameters.parse(
                        "prod.yaml",
                        "standalone: {polls-in-flight: 16, missed-after: 12h}",
                        "prod",
                        Synthesised.stage("prod-small").services().keySet()))
                .hasSize(2);
    }

    /** What the file shows works when somebody takes the signs away. */
    @ParameterizedTest
    @ValueSource(strings = {"test", "dev", "prod"})
    void theExampleInTheFileIsTrue(String stage) throws IOException {
        var file = Path.of("parameters", stage + ".yaml");
        assertThat(Parameters.read(file, Synthesised.stage(stage))).isEmpty();
        var example = Files.readString(file).replaceAll("(?m)^# [A-Z`l].*$", "").replaceAll("(?m)^# ", "");
        assertThat(Parameters.parse(
                        "example",
                        example,
                        stage,
                        Synthesised.stage(stage).services().keySet()))
                .hasSize(3);
    }

    private static SortedMap<String, String> parse(String yaml) {
        return Parameters.parse("test.yaml", yaml, "test", SERVICES);
    }

    private static List<String> problems(String yaml) {
        try {
            parse(yaml);
        } catch (StageException wrong) {
            return wrong.problems();
        }
        return List.of();
    }
}
