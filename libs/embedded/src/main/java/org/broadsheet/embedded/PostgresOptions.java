package org.broadsheet.embedded;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How an embedded PostgreSQL runs.
 *
 * @param binaries folder where the server's programs are unpacked once, shared by all that name the same
 * @param port of 127.0.0.1; 0 takes a free one
 * @param durable whether a commit survives a power failure; without it the server is twice as fast and fit for tests
 * @param sharedBuffersMegabytes PostgreSQL's own cache, 1 to 1024
 * @param maxConnections 10 to 1000
 */
public record PostgresOptions(
        Path binaries, int port, boolean durable, int sharedBuffersMegabytes, int maxConnections) {
    public PostgresOptions {
        requireNonNull(binaries, "binaries");
        requireRange("port", port, 0, 65535);
        requireRange("sharedBuffersMegabytes", sharedBuffersMegabytes, 1, 1024);
        requireRange("maxConnections", maxConnections, 10, 1000);
    }

    /** For data that matters: every commit is on disk before it is answered. */
    public static PostgresOptions durable(Path binaries) {
        return new PostgresOptions(binaries, 0, true, 32, 100);
    }

    /** For tests: nothing waits for the disk, and what is in it may be lost with the machine. */
    public static PostgresOptions throwaway(Path binaries) {
        return new PostgresOptions(binaries, 0, false, 64, 300);
    }

    public PostgresOptions withPort(int port) {
        return new PostgresOptions(binaries, port, durable, sharedBuffersMegabytes, maxConnections);
    }

    /** The server's arguments; they win over postgresql.conf, so an older data directory follows a newer program. */
    List<String> arguments() {
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "shared_buffers=" + sharedBuffersMegabytes + "MB",
                "max_connections=" + maxConnections,
                "timezone=UTC",
                "log_timezone=UTC",
                // ERROR sits below LOG here: statements that fail, and people's texts in them, stay out of the log.
                "log_min_messages=log",
                "log_min_error_statement=panic",
                "log_checkpoints=off",
                "max_wal_size=256MB",
                "jit=off"));
        if (!durable) {
            settings.addAll(List.of(
                    "fsync=off",
                    "synchronous_commit=off",
                    "full_page_writes=off",
                    "wal_level=minimal",
                    "max_wal_senders=0",
                    "checkpoint_timeout=30min"));
        }
        return settings.stream()
                .flatMap(setting -> List.of("-c", setting).stream())
                .toList();
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", but is " + value);
        }
    }
}
