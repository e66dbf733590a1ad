package org.broadsheet.chaos.rig;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.broadsheet.embedded.EmbeddedPostgres;
import org.broadsheet.embedded.PostgresOptions;
import org.broadsheet.events.Service;

/** PostgreSQL with every commit on disk, a role and a schema for each service; it can be killed and comes back as it was. */
public final class Database implements AutoCloseable {
    static final String NAME = "broadsheet";

    private static final int SHARED_BUFFERS_MEGABYTES = 64;
    /** Five pools of ten, those of processes just killed, and the checker. */
    private static final int CONNECTIONS = 200;

    private final Path directory;
    private final PostgresOptions options;
    private volatile EmbeddedPostgres server;

    private Database(Path directory, PostgresOptions options) {
        this.directory = directory;
        this.options = options;
        this.server = EmbeddedPostgres.start(directory, options);
    }

    /**
     * @param directory its own folder
     * @param binaries where the server's programs are unpacked once
     */
    static Database start(Path directory, Path binaries) {
        var options = new PostgresOptions(binaries, Ports.free(), true, SHARED_BUFFERS_MEGABYTES, CONNECTIONS);
        var database = new Database(directory, options);
        database.provide();
        return database;
    }

    int port() {
        return options.port();
    }

    /** The role of a service. */
    static String role(Service service) {
        return "broadsheet_" + service.wireName();
    }

    private void provide() {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
        } catch (SQLException e) {
            throw new RigException("the database can't be made: " + e.getMessage(), e);
        }
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var service : Service.values()) {
                statement.execute("CREATE ROLE " + role(service) + " LOGIN PASSWORD '" + role(service) + "'");
                statement.execute("CREATE SCHEMA \"" + service.wireName() + "\" AUTHORIZATION " + role(service));
            }
        } catch (SQLException e) {
            throw new RigException("the schemas can't be made: " + e.getMessage(), e);
        }
    }

    /** A connection of the superuser, around the proxy. */
    public Connection connect() throws SQLException {
        return connect(NAME);
    }

    private Connection connect(String database) throws SQLException {
        var running = server;
        return DriverManager.getConnection(running.jdbcUrl(database), running.user(), running.password());
    }

    /** Kills the server and every process of it at once, as a power failure would, and starts it again. */
    synchronized void kill() {
        var parent = ProcessHandle.of(server.processId()).orElseThrow(() -> new RigException("PostgreSQL is gone"));
        // The parent first: otherwise it would see a backend crash and restart by itself.
        var all = Stream.concat(Stream.of(parent), parent.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .join();
        server.close();
        server = EmbeddedPostgres.start(directory, options);
    }

    @Override
    public synchronized void close() {
        server.close();
    }
}
