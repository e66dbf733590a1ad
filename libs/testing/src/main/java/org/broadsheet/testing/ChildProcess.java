package org.broadsheet.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that ends with this one, also when this one is killed. Linux only. */
final class ChildProcess {
    private static final Duration ORDERLY = Duration.ofSeconds(20);

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /** Starts a command with nothing but the given environment; its output is added to the log. */
    static ChildProcess start(List<String> command, Map<String, String> environment, Path log) {
        List<String> bound = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM", "--"));
        bound.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(bound)
                .directory(log.resolveSibling(".").toFile()) // where it may leave what a crash leaves
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        CompletableFuture<Process> started = new CompletableFuture<>();
        // The signal follows the death of the thread that started the process, so that one waits for its end.
        Thread.ofPlatform().daemon().name("parent of " + command.getFirst()).start(() -> {
            try {
                Process process = builder.start();
                started.complete(process);
                process.waitFor();
            } catch (IOException | InterruptedException e) {
                started.completeExceptionally(e);
            }
        });
        return new ChildProcess(started.join());
    }

    void stop() {
        List<ProcessHandle> family = family();
        process.destroy();
        if (!ends(ORDERLY)) {
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }

    void kill() {
        family().forEach(ProcessHandle::destroyForcibly);
        ends(ORDERLY);
    }

    private List<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private boolean ends(Duration atMost) {
        try {
            return process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
