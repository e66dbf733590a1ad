package org.broadsheet.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The PostgreSQL of the tests: one server for the whole JVM, an empty database for each test that asks. The server is,
 * in this order, the one that {@code TEST_DATABASE_URL} names, a container, or the embedded one.
 */
public final class TestPostgres {
    private static final String ZONE = "Asia/Kathmandu"; // far from UTC and not by whole hours

    private final PostgresServer server;

    private TestPostgres(PostgresServer server) {
        this.server = server;
    }

    /** The server, started by whoever asks first and ended with the JVM. */
    public static TestPostgres shared() {
        return Shared.INSTANCE;
    }

    /** A new empty database, in whose sessions the time zone is not UTC. It stays until the server ends. */
    public TestDatabase freshDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = server.administration().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
            statement.execute("ALTER DATABASE " + name + " SET timezone = '" + ZONE + "'");
            return server.database(name);
        } catch (SQLException e) {
            throw new IllegalStateException("No database can be made on " + server, e);
        }
    }

    /** How the server was come by, and its version. */
    public String name() {
        try (Connection connection = server.administration().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW server_version")) {
            rows.next();
            return "PostgreSQL " + rows.getString(1) + ", " + server.kind();
        } catch (SQLException e) {
            throw new IllegalStateException("The server of the tests does not answer: " + server, e);
        }
    }

    /** Loaded, and so started, when first asked for. */
    private static final class Shared {
        static final TestPostgres INSTANCE = start();

        private Shared() {}

        private static TestPostgres start() {
            PostgresServer server = PostgresServers.resolve();
            AtExit.run(server.stop());
            TestPostgres postgres = new TestPostgres(server);
            Announcement.print(postgres.name());
            return postgres;
        }
    }
}
