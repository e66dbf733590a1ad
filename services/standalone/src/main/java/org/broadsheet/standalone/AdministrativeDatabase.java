package org.broadsheet.standalone;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database by the user that prepares it for the services. */
record AdministrativeDatabase(String jdbcUrl, String user, String password) {
    AdministrativeDatabase {
        requireNonNull(jdbcUrl, "jdbcUrl");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }
}
