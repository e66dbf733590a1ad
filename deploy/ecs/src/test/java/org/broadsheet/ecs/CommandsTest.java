package org.broadsheet.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.broadsheet.ecs.stack.Synthesised;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void costPrintsTheTable() {
        assertThat(run(Path.of("."), "cost", "test", "--hours", "40")).isZero();
        assertThat(out.toString()).contains("broadsheet-test, full, 40 h", "sum");
    }

    @Test
    void productionIsNotRemovedByAccident() {
        assertThat(run(Path.of("."), "remove", "prod")).isEqualTo(2);
        assertThat(out.toString()).contains("--yes-delete-prod prod");
        assertThat(run(Path.of("."), "remove", "prod", "--yes-delete-prod", "test"))
                .isEqualTo(2);
    }

    @Test
    void aWrongStageFileIsSaidLineByLine(@TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve("stages"));
        Files.writeString(
                home.resolve("stages/test.yaml"),
                Synthesised.yaml("test").replace("shape:", "shpae:").replace("storage: 20", "storage: 2"));

        assertThat(run(home, "deploy", "test", "--version", "v1")).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(3)
                .contains("stages/test.yaml: shpae is not known; did you mean shape?")
                .allSatisfy(line -> assertThat(line).startsWith("stages/test.yaml: "));
    }

    @Test
    void wrongWordsAreSaidInOneLine() {
        assertThat(run(Path.of("."), "cost", "tset")).isEqualTo(2);
        assertThat(run(Path.of("."), "config", "pull", "test")).isEqualTo(2);
        assertThat(run(Path.of("."), "cost")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(3).noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void aTagThatMovesIsRefused() {
        Synthesised.requireNode();

        assertThat(run(Path.of("."), "deploy", "test", "--version", "latest", "--dry-run"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("--version latest");
    }

    /** What the README says to type works. */
    @Test
    void theReadmesCommandsRun() throws IOException {
        Synthesised.requireNode();
        var commands = Pattern.compile("(?m)^    \\./broadsheet (deploy|remove|cost) (.*)$")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(found -> found.group(1) + " " + found.group(2).replaceFirst(" *#.*", ""))
                .distinct()
                .toList();
        assertThat(commands).hasSizeGreaterThan(3);

        for (var command : commands) {
            var words = (command + (command.startsWith("cost") ? "" : " --dry-run")).split(" +", -1);
            assertThat(run(Path.of("."), words)).as(command + err).isZero();
        }
    }

    private int run(Path home, String... words) {
        return EcsMain.commandLine(home)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
