package org.broadsheet.standalone.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.broadsheet.testing.Checkout;
import org.junit.jupiter.api.Test;

/** What the last stage of the Dockerfile makes of an image, and what is kept out of its build. */
class DockerfileTest {
    private final List<String> lines = lines("deploy/image/Dockerfile");
    private final List<String> last = lines.subList(lines.lastIndexOf("FROM ${RUN_IMAGE}"), lines.size());

    @Test
    void toolsOfTheBuildStayInItsStages() {
        assertThat(lines.stream().filter(line -> line.startsWith("FROM "))).hasSizeGreaterThan(2);
        assertThat(last).noneMatch(line -> line.startsWith("RUN ") || line.startsWith("ADD "));
        assertThat(last.stream().filter(line -> line.startsWith("COPY ")))
                .allMatch(line -> line.contains("--from=assembled"));
    }

    @Test
    void aServiceIsNobodyAndGetsItsSignalsItself() {
        assertThat(last).contains("USER 65532:65532", "STOPSIGNAL SIGTERM");
        assertThat(last).contains("ENTRYPOINT [\"java\", \"@/app/run\"]");
        assertThat(last)
                .anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.contains("CMD [\"java\", \"@/app/probe\""));
    }

    @Test
    void whatItIsBuiltOnIsNamedByVersion() {
        assertThat(lines)
                .filteredOn(line -> line.matches("ARG \\w+_IMAGE=.*"))
                .hasSize(2)
                .allMatch(line -> line.matches("ARG \\w+=[\\w./-]+:[\\w.-]+"))
                .noneMatch(line -> line.endsWith(":latest"));
    }

    @Test
    void secretsHistoryAndWhatWasBuiltBeforeStayOut() {
        assertThat(lines(".dockerignore")).contains(".git", ".env", "**/target", "data");
    }

    private static List<String> lines(String file) {
        try {
            var text = Files.readString(Checkout.root().resolve(file)).replace("\\\n", " ");
            return Arrays.stream(text.split("\n"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
