package org.broadsheet.standalone.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** {@code ./broadsheet up} without the building: a JVM of its own, which a test may kill. */
public final class StandaloneProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Ready at (\\S+) in .*");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final List<String> lines = new ArrayList<>();

    private StandaloneProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    public static StandaloneProcess start(Path data, Map<String, String> environment) throws IOException {
        return start(data, environment, 0);
    }

    /** At a port of its own, so that it is found at the same place after a restart. */
    static StandaloneProcess start(Path data, Map<String, String> environment, int port) throws IOException {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "org.broadsheet.standalone.Standalone",
                "--port",
                String.valueOf(port),
                "--data",
                data.toString());
        command.environment().keySet().removeIf(name -> name.startsWith("BROADSHEET_"));
        command.environment().putAll(environment);
        return new StandaloneProcess(command.redirectErrorStream(true).start());
    }

    /** Where it answers; waits until it does. */
    public URI uri() throws InterruptedException {
        try {
            return ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("standalone did not start:\n" + output(), e);
        }
    }

    synchronized String output() {
        return String.join("\n", lines);
    }

    /** As a power failure would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. @return the exit status */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("standalone did not end within 20 s:\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
        }
    }

    private void read() {
        try (BufferedReader out = process.inputReader(UTF_8)) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("the output ended: " + e.getMessage());
        }
        ready.completeExceptionally(new IOException("the process ended"));
    }

    private void keep(String line) {
        synchronized (this) {
            lines.add(line);
        }
        var match = READY.matcher(line);
        if (match.find()) {
            ready.complete(URI.create(match.group(1)));
        }
    }
}
