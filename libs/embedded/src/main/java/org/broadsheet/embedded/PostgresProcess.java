package org.broadsheet.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.broadsheet.embedded.Commands.Result;

/** The running postmaster and its end. */
final class PostgresProcess {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int LOG_LINES_SHOWN = 15;

    private final PostgresAccount account;
    private final Path binaries;
    private final PostgresCluster cluster;

    PostgresProcess(PostgresAccount account, Path binaries, PostgresCluster cluster) {
        this.account = account;
        this.binaries = binaries;
        this.cluster = cluster;
    }

    /** What a killed JVM left: a server that is still ending is waited for, a note of one long gone is removed. */
    void clearRemains() throws IOException {
        Optional<PostmasterFile> file = PostmasterFile.read(cluster.data());
        Optional<ProcessHandle> orphan = file.flatMap(found -> found.serverOf(cluster.data()));
        if (orphan.isPresent()) {
            askToStop();
            if (!ends(orphan.get())) {
                throw new EmbeddedServerException("A PostgreSQL that an earlier run left behind (process "
                        + orphan.get().pid() + ") does not end: stop it by hand");
            }
        }
        Files.deleteIfExists(PostmasterFile.in(cluster.data()));
    }

    /**
     * Starts the server and waits until it accepts connections.
     *
     * @return the process, or empty if the port was taken
     * @throws EmbeddedServerException if it ends or takes too long
     */
    Optional<Process> start(int port, List<String> settings) throws IOException {
        keepFormerLog();
        List<String> arguments =
                new ArrayList<>(List.of("-D", cluster.data().toString(), "-p", Integer.toString(port)));
        arguments.addAll(settings);
        Process process = launch(account.command(binaries.resolve("bin/postgres"), arguments));
        if (isReady(process)) {
            return Optional.of(process);
        }
        process.destroyForcibly();
        String log = Files.readString(cluster.log(), StandardCharsets.ISO_8859_1);
        if (log.contains("could not bind")) {
            return Optional.empty();
        }
        throw new EmbeddedServerException("PostgreSQL did not start on " + cluster.data() + "; its log " + cluster.log()
                + " ends with\n" + end(log));
    }

    /** Fast shutdown: open transactions are rolled back, a checkpoint is written; killed when that takes too long. */
    void stop(Process process) throws IOException {
        if (process.isAlive()) {
            askToStop();
        }
        if (!ends(process.toHandle())) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void askToStop() throws IOException {
        Result result = Commands.run(account.command(
                binaries.resolve("bin/pg_ctl"),
                List.of("stop", "-D", cluster.data().toString(), "-m", "fast", "--no-wait")));
        boolean gone = PostmasterFile.read(cluster.data()).isEmpty();
        if (!result.succeeded() && !gone) {
            throw new EmbeddedServerException(
                    "PostgreSQL can't be told to stop: " + result.output().strip());
        }
    }

    /**
     * The signal at the parent's death follows the thread that started the process, so that thread stays until the
     * server has ended.
     */
    private Process launch(List<String> command) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread parent = Thread.ofPlatform().daemon().name("postgresql-parent").unstarted(() -> {
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(cluster.log().toFile())
                        .start();
                process.getOutputStream().close();
                started.complete(process);
                process.waitFor();
            } catch (IOException | InterruptedException e) {
                started.completeExceptionally(e);
            }
        });
        parent.start();
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new EmbeddedServerException("PostgreSQL can't be started: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while PostgreSQL started", e);
        }
    }

    private boolean isReady(Process process) throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        try {
            while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS) && System.nanoTime() < deadline) {
                if (PostmasterFile.read(cluster.data())
                        .filter(file -> file.process() == process.pid() && file.ready())
                        .isPresent()) {
                    return true;
                }
            }
            return false;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while PostgreSQL started", e);
        }
    }

    private static boolean ends(ProcessHandle process) {
        try {
            process.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void keepFormerLog() throws IOException {
        if (Files.exists(cluster.log())) {
            Files.move(
                    cluster.log(),
                    cluster.log().resolveSibling("postgresql.log.1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String end(String log) {
        List<String> lines = log.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }
}
