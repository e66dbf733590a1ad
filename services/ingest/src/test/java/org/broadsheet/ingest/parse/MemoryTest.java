package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a body may take of the memory of a process (reliability.md section 10, rows 20 to 22, 28 and 30). */
@Timeout(120)
class MemoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Ten mebibytes of body are up to thirty as text, and the tree of it comes on top. */
    @Test
    void bodiesThatAreMadeToCostMemoryAreParsedInAnEighthOfAGibibyte() throws Exception {
        var output = folder.resolve("output");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileBodies.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output, UTF_8)).contains("survived");
    }
}
