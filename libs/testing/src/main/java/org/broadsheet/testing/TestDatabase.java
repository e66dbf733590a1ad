package org.broadsheet.testing;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One database of a test server, whose user owns it and may make roles. */
public record TestDatabase(String jdbcUrl, String user, String password) {
    public TestDatabase {
        requireNonNull(jdbcUrl, "jdbcUrl");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    /** A new connection, the caller's to close. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }
}
