package org.broadsheet.testing;

import static java.util.Objects.requireNonNull;

/**
 * A PostgreSQL server that tests may use.
 *
 * @param kind how it was come by, for the line that says so
 * @param hostAndPort as in a JDBC URL
 * @param query of the JDBC URL, with its question mark, or empty
 * @param stop ends it
 */
record PostgresServer(
        String kind, String hostAndPort, String database, String query, String user, String password, Runnable stop) {
    PostgresServer {
        requireNonNull(kind, "kind");
        requireNonNull(hostAndPort, "hostAndPort");
        requireNonNull(stop, "stop");
    }

    TestDatabase database(String name) {
        return new TestDatabase("jdbc:postgresql://" + hostAndPort + "/" + name + query, user, password);
    }

    TestDatabase administration() {
        return database(database);
    }

    @Override
    public String toString() {
        return kind;
    }
}
