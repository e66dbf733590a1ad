package org.broadsheet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a child process. Its data stay below the directory it was started on, so a later start finds them; it
 * listens on 127.0.0.1 only, asks for a password, and on Linux ends with this process, however that ends.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int ATTEMPTS_FOR_A_FREE_PORT = 5;

    private final DirectoryLock lock;
    private final PostgresProcess server;
    private final Process process;
    private final int port;
    private final String password;

    private EmbeddedPostgres(DirectoryLock lock, PostgresProcess server, Process process, int port, String password) {
        this.lock = lock;
        this.server = server;
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts a server and waits until it answers: about half a second on existing data, three on none.
     *
     * @param directory the server's own folder, created if it is not there
     * @throws EmbeddedServerException if it can't be started, with what to do about it
     */
    public static EmbeddedPostgres start(Path directory, PostgresOptions options) {
        try {
            return start(directory, options, SystemTools.detect());
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL can't be started on " + directory + ": " + e, e);
        }
    }

    static EmbeddedPostgres start(Path directory, PostgresOptions options, SystemTools tools) {
        Path home = directory.toAbsolutePath().normalize();
        DirectoryLock lock = DirectoryLock.take(home);
        try {
            return start(lock, home, options, tools);
        } catch (IOException e) {
            lock.close();
            throw new EmbeddedServerException("PostgreSQL can't be started on " + home + ": " + e, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedPostgres start(DirectoryLock lock, Path home, PostgresOptions options, SystemTools tools)
            throws IOException {
        Path binaries = PostgresBinaries.unpackBelow(options.binaries());
        PostgresAccount account = PostgresAccount.of(PostgresCluster.dataBelow(home), tools);
        PostgresCluster cluster = new PostgresCluster(home, binaries, account);
        PostgresProcess server = new PostgresProcess(account, binaries, cluster);
        String password = cluster.prepare();
        server.clearRemains();
        for (int attempt = 0; attempt < ATTEMPTS_FOR_A_FREE_PORT; attempt++) {
            int port = options.port() == 0 ? LoopbackPort.free() : options.port();
            Optional<Process> process = server.start(port, options.arguments());
            if (process.isPresent()) {
                log.atDebug()
                        .addKeyValue("port", port)
                        .addKeyValue("data", cluster.data())
                        .log("PostgreSQL is ready");
                return new EmbeddedPostgres(lock, server, process.get(), port, password);
            }
            if (options.port() != 0) {
                throw new EmbeddedServerException("PostgreSQL can't listen on port " + port
                        + ", something else does: stop that, or leave the choice of the port to the server");
            }
        }
        throw new EmbeddedServerException("PostgreSQL found no free port on 127.0.0.1");
    }

    /** Unpacks the server's programs without starting anything, so that a later start need not. */
    public static void unpack(Path binaries) {
        try {
            PostgresBinaries.unpackBelow(Files.createDirectories(binaries));
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL can't be unpacked below " + binaries + ": " + e, e);
        }
    }

    /** Address of the database {@code postgres}, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /** Address of another database of this server, which may not exist. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The superuser. */
    public String user() {
        return PostgresCluster.USER;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    /** Number of the server's main process. */
    public long processId() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Fast shutdown: rolls back what is open and ends within 20 s, by force if need be. More than once is fine. */
    @Override
    public void close() {
        try {
            server.stop(process);
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL can't be stopped: " + e.getMessage(), e);
        } finally {
            lock.close();
        }
    }
}
