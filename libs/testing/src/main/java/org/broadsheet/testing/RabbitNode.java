package org.broadsheet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A RabbitMQ of one's own, in a folder of one's own, that may be stopped, killed and told what to do by
 * {@code rabbitmqctl}: for rigs that share it with nobody. It ends with the JVM.
 */
public final class RabbitNode implements AutoCloseable {
    private static final Path CONTROL = Path.of("/usr/lib/rabbitmq/bin/rabbitmqctl");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildRabbit process;
    private final RunningBroker broker;

    private RabbitNode(ChildRabbit process) {
        this.process = process;
        this.broker = new RunningBroker(process);
    }

    /** Whether Debian's package is there, which this needs. */
    public static boolean isInstalled() {
        return ChildRabbit.isInstalled();
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @param directory an empty folder; data and {@code rabbitmq.log} stay in it
     */
    public static RabbitNode start(Path directory) {
        var node = new RabbitNode(new ChildRabbit(directory));
        AtExit.run(node::close);
        node.broker.start();
        return node;
    }

    public Broker broker() {
        return broker;
    }

    public int port() {
        return URI.create(broker.amqpUrl()).getPort();
    }

    /**
     * Runs {@code rabbitmqctl} quietly.
     *
     * @return what it printed
     * @throws IllegalStateException if it failed, or did not end within a minute
     */
    public String control(String... arguments) {
        var command = new ArrayList<>(List.of(CONTROL.toString(), "--quiet"));
        command.addAll(List.of(arguments));
        try {
            var output = Files.createTempFile("rabbitmqctl-", ".out");
            try {
                return run(command, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(List<String> command, Path output) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(process.environment());
        var running = builder.start();
        try {
            if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " does not end");
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in rabbitmqctl", e);
        }
        var printed = Files.readString(output, StandardCharsets.UTF_8);
        if (running.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + printed.strip());
        }
        return printed;
    }

    /** Ends it; its folder stays. */
    @Override
    public void close() {
        broker.stop();
    }
}
