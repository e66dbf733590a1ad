package org.broadsheet.chaos.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.broadsheet.events.Service;
import org.broadsheet.testing.ApiClient;
import org.jspecify.annotations.Nullable;

/**
 * One service as a process, and who starts it again when it ends, as an orchestrator would: at once, and also when it
 * did not become ready in time.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration BECOMES_READY = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Service service;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> unasked = new CopyOnWriteArrayList<>();
    private final Thread supervisor;
    private volatile @Nullable Process process;
    private volatile boolean ready;
    private volatile boolean doomed;
    private volatile boolean paused;
    private volatile int starts;

    ServiceProcess(Service service, List<String> command, Map<String, String> environment, Path log, int port) {
        this.service = service;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.port = port;
        // The kernel ends a child when the thread that started it ends, so that one supervises.
        this.supervisor = Thread.ofPlatform()
                .daemon()
                .name("supervisor-" + service.wireName())
                .unstarted(this::supervise);
    }

    void start() {
        supervisor.start();
    }

    public Service service() {
        return service;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public Path log() {
        return log;
    }

    /** Whether the present process has ever said that it is ready. */
    public boolean isReady() {
        return ready;
    }

    /** How often it was started. */
    public int starts() {
        return starts;
    }

    /** Ends of a process that was ready and that nobody had asked to end. */
    public List<String> unaskedEnds() {
        return List.copyOf(unasked);
    }

    /** The present process, if there is one. */
    public Optional<Long> processId() {
        return running().map(Process::pid);
    }

    /** SIGKILL. @return whether there was something to kill */
    boolean kill() {
        doomed = true;
        return running().map(Process::destroyForcibly).isPresent();
    }

    /** SIGTERM, and SIGKILL after 30 s. */
    void end() {
        doomed = true;
        running().ifPresent(Process::destroy);
    }

    void pause() {
        paused = true;
        processId().ifPresent(Signal.STOP::to);
    }

    void goOn() {
        processId().ifPresent(Signal.CONT::to);
        paused = false;
    }

    private Optional<Process> running() {
        return Optional.ofNullable(process).filter(Process::isAlive);
    }

    private void supervise() {
        try {
            while (closing.getCount() > 0) {
                watch(launch());
                if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("BROADSHEET_"));
        builder.environment().putAll(environment);
        ready = false;
        doomed = false;
        var started = builder.start();
        started.getOutputStream().close();
        starts++;
        process = started;
        return started;
    }

    private void watch(Process started) throws InterruptedException {
        var since = Instant.now();
        var askedToEnd = Instant.MAX;
        while (!started.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!ready && !paused) {
                ready = answersReady();
            }
            boolean late = !ready && !paused && Instant.now().isAfter(since.plus(BECOMES_READY));
            if (late) {
                unasked.add(service.wireName() + " was not ready after " + BECOMES_READY.toSeconds() + " s");
            }
            if (doomed && askedToEnd.equals(Instant.MAX)) {
                askedToEnd = Instant.now();
            }
            boolean slow = doomed && !paused && Instant.now().isAfter(askedToEnd.plus(GRACE));
            if (slow) {
                unasked.add(service.wireName() + " had not ended " + GRACE.toSeconds() + " s after SIGTERM");
            }
            if (late || slow) {
                doomed = true;
                started.destroyForcibly();
            }
        }
        if (ready && !doomed && closing.getCount() > 0) {
            unasked.add(service.wireName() + " ended by itself with status " + started.exitValue());
        }
    }

    private boolean answersReady() {
        try {
            return ApiClient.at(uri()).within(PATIENCE).get("/health/readiness").code() == 200;
        } catch (UncheckedIOException e) {
            return false; // nobody listens yet
        }
    }

    /** Ends it for good. */
    @Override
    public void close() {
        closing.countDown();
        goOn();
        running().ifPresent(Process::destroy);
        try {
            var last = process;
            if (last != null && !last.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                last.destroyForcibly();
            }
            supervisor.join(PAUSE.toMillis() * 4);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
