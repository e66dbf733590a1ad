package org.broadsheet.ingest;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.broadsheet.events.Service;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.http.ServiceRunner;

/** An instance of the service in a JVM of its own, which can be killed. */
final class IngestProcess implements AutoCloseable {
    private final Process process;

    private IngestProcess(Process process) {
        this.process = process;
    }

    static IngestProcess start(ServicePlan plan) throws IOException {
        var database = requireNonNull(plan.databases().get(Service.INGEST));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                IngestProcess.class.getName(),
                database.jdbcUrl(),
                database.user(),
                database.password(),
                plan.amqpUrl(),
                plan.secretKey(),
                plan.publicUrl().toString()));
        plan.more().forEach((name, value) -> command.add(name + "=" + value));
        var log = Path.of("target", "ingest-process.log").toFile();
        return new IngestProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start());
    }

    /** Without a word, and it is over when this returns. */
    void kill() throws InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError("the process ended by itself, see target/ingest-process.log");
        }
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
    }

    /** @param arguments as {@link #start} gives them */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Object> more = new HashMap<>();
        for (var setting : List.of(arguments).subList(6, arguments.length)) {
            int equals = setting.indexOf('=');
            more.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        ServiceRunner.start(new ServicePlan(
                Map.of(Service.INGEST, new ServicePlan.Database(arguments[0], arguments[1], arguments[2])),
                arguments[3],
                "127.0.0.1",
                0,
                arguments[4],
                URI.create(arguments[5]),
                more));
        new CountDownLatch(1).await();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
