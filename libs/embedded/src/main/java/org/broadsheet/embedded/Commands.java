package org.broadsheet.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short commands whose end is waited for. */
final class Commands {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private Commands() {}

    /** Whether the command is there and ends with status 0. */
    static boolean works(String... command) throws IOException {
        try {
            return run(List.of(command)).succeeded();
        } catch (IOException _) {
            return false; // no such program
        }
    }

    /** Runs a command to its end, which it must reach within two minutes. */
    static Result run(List<String> command) throws IOException {
        Path output = Files.createTempFile("command-", ".out"); // a pipe nobody reads in time would block the command
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " did not end within " + LONGEST.toSeconds() + " s");
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + command.getFirst() + " ran", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    record Result(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }
    }
}
