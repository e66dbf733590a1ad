package org.broadsheet.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.broadsheet.metrics.AlarmRule;
import org.broadsheet.metrics.GoldenFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prometheus takes its files, and its rules are raised when they should be, and only then. */
class PromtoolTest {
    private static final Pattern RAISED = tried("\\[\\{");
    private static final Pattern SILENT = tried("\\[]");

    @TempDir
    Path folder;

    /** The rules as the catalogue has them now, beside what is written by hand. */
    @BeforeEach
    void lay() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), RuleFile.text());
        for (var name : List.of("prometheus.yml", "rules.test.yml")) {
            Files.copy(GoldenFile.path(name), folder.resolve(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check config prometheus.yml", "check rules rules.yml", "test rules rules.test.yml"})
    void promtoolFindsNothingWrong(String command) throws Exception {
        assertThat(promtool(command)).contains("SUCCESS").doesNotContain("FAILED");
    }

    @Test
    void aRuleThatIsWrongIsNoticed() throws Exception {
        Files.writeString(
                folder.resolve("rules.yml"),
                RuleFile.text().replace("(broadsheet_dead_depth) > 0", "(broadsheet_dead_depth) > 9"));
        assertThat(promtool("test rules rules.test.yml")).contains("FAILED", "dead-letters");
    }

    /** Whether promtool is there or not. */
    @Test
    void everyRuleIsTriedWithWhatRaisesItAndWithWhatDoesNot() throws IOException {
        var tests = Files.readString(GoldenFile.path("rules.test.yml"));
        var names = RuleFile.rules().stream().map(AlarmRule::name).toList();
        assertThat(RAISED.matcher(tests).results().map(found -> found.group(1))).containsAll(names);
        assertThat(SILENT.matcher(tests).results().map(found -> found.group(1))).containsAll(names);
    }

    private static Pattern tried(String samples) {
        return Pattern.compile(
                "ALERTS\\{alertname=\"([a-z-]+)\", alertstate=\"firing\"}\\s+eval_time: \\w+\\s+exp_samples: "
                        + samples);
    }

    private String promtool(String arguments) throws Exception {
        var program = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(part -> Path.of(part, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "promtool (Debian's package prometheus) is not on the PATH");
        var command = new ArrayList<>(List.of(program.orElseThrow().toString()));
        command.addAll(List.of(arguments.split(" ")));
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES))
                    .as("promtool has ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }
}
