package org.broadsheet.standalone;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.events.Service;
import org.broadsheet.http.ServicePlan;
import org.postgresql.PGConnection;

/**
 * Gives each service a schema of its own and a role that owns it and nothing else, so that none can read another's
 * tables. Doing it again changes nothing.
 */
final class Provisioning {
    private static final String MAY_CREATE_ROLES =
            "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user";
    private static final String ROLE_EXISTS = "SELECT 1 FROM pg_roles WHERE rolname = ?";
    private static final String SCHEMA_OWNER = "SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = ?";
    private static final String DATABASE_EXISTS = "SELECT 1 FROM pg_database WHERE datname = ?";

    private final AdministrativeDatabase database;
    private final RolePasswords passwords;
    private final Terminal terminal;

    Provisioning(AdministrativeDatabase database, RolePasswords passwords, Terminal terminal) {
        this.database = database;
        this.passwords = passwords;
        this.terminal = terminal;
    }

    /** Makes a database unless it is there; only a server of our own is asked for that. */
    static void createDatabase(AdministrativeDatabase server, String name) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            if (first(connection, DATABASE_EXISTS, name).isEmpty()) {
                statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
            }
        } catch (SQLException e) {
            throw new StartException("The database can't be made: " + e.getMessage(), e);
        }
    }

    /**
     * Makes what is missing.
     *
     * @return how each service reaches its schema
     */
    Map<Service, ServicePlan.Database> provide() {
        Map<Service, ServicePlan.Database> all = new EnumMap<>(Service.class);
        try (Connection connection = database.connect()) {
            boolean roles =
                    first(connection, MAY_CREATE_ROLES).filter("t"::equals).isPresent();
            if (!roles) {
                terminal.print(
                        "  WARNING: the database's user " + database.user() + " may not create roles, so all services "
                                + "share it and are not kept from each other's tables; give it CREATEROLE to have a role for each");
            }
            for (Service service : Service.values()) {
                all.put(service, provide(connection, service, roles));
            }
            return all;
        } catch (SQLException e) {
            throw new StartException("The database " + database.jdbcUrl() + " can't be prepared: " + e.getMessage(), e);
        }
    }

    private ServicePlan.Database provide(Connection connection, Service service, boolean roles) throws SQLException {
        String schema = service.wireName();
        String role = roles ? connection.getCatalog() + "_" + schema : database.user();
        String password = roles ? passwords.of(service, role) : database.password();
        try (Statement statement = connection.createStatement()) {
            String quotedRole = statement.enquoteIdentifier(role, true);
            String quotedSchema = statement.enquoteIdentifier(schema, true);
            if (roles) {
                provideRole(connection, statement, role, password);
            }
            Optional<String> owner = first(connection, SCHEMA_OWNER, schema);
            if (owner.isEmpty()) {
                statement.execute("CREATE SCHEMA " + quotedSchema + " AUTHORIZATION " + quotedRole);
            } else if (!owner.get().equals(role)) {
                throw new StartException(
                        "The schema " + schema + " of " + database.jdbcUrl() + " belongs to " + owner.get()
                                + ", not to " + role + ": give it and all in it to that role, or use another database");
            }
        }
        return new ServicePlan.Database(database.jdbcUrl(), role, password);
    }

    /** The password is set each time, since another secret key makes another; the server only gets its verifier. */
    private static void provideRole(Connection connection, Statement statement, String role, String password)
            throws SQLException {
        String quoted = statement.enquoteIdentifier(role, true);
        if (first(connection, ROLE_EXISTS, role).isEmpty()) {
            statement.execute("CREATE ROLE " + quoted + " LOGIN");
            statement.execute("GRANT " + quoted + " TO CURRENT_USER"); // to give it a schema, unless we may do anything
        }
        connection.unwrap(PGConnection.class).alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }

    private static Optional<String> first(Connection connection, String query, String... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
