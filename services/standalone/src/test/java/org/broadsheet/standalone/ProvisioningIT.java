package org.broadsheet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.broadsheet.events.Service;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.settings.SecretKey;
import org.broadsheet.testing.TestDatabase;
import org.broadsheet.testing.TestPostgres;
import org.junit.jupiter.api.Test;

class ProvisioningIT {
    private final TestDatabase database = TestPostgres.shared().freshDatabase();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(printed, true, UTF_8));

    @Test
    void eachServiceOwnsItsSchemaAndReadsNoOther() throws SQLException {
        Map<Service, ServicePlan.Database> plan = provide("the first key of the first instance");

        execute(plan, Service.FEED, "CREATE TABLE feed.secret (a int)");
        assertThatThrownBy(() -> execute(plan, Service.FILTER, "SELECT * FROM feed.secret"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for schema feed");
        assertThatThrownBy(() -> execute(plan, Service.FILTER, "CREATE TABLE public.any (a int)"))
                .hasMessageContaining("permission denied for schema public");
        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @Test
    void doingItAgainWithAnotherKeyChangesThePasswords() throws SQLException {
        Map<Service, ServicePlan.Database> before = provide("the first key of the first instance");
        Map<Service, ServicePlan.Database> after = provide("the second key of the same instance");

        execute(after, Service.USER, "SELECT 1");
        assertThatThrownBy(() -> execute(before, Service.USER, "SELECT 1"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void userThatMayNotCreateRolesIsSharedWithAWarning() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ROLE IF EXISTS modest");
            statement.execute("CREATE ROLE modest LOGIN PASSWORD 'modest'");
            statement.execute("GRANT CREATE ON DATABASE " + connection.getCatalog() + " TO modest");
        }
        AdministrativeDatabase modest = new AdministrativeDatabase(database.jdbcUrl(), "modest", "modest");

        Map<Service, ServicePlan.Database> plan = provide(modest, "the first key of the first instance");

        assertThat(plan.values()).extracting(ServicePlan.Database::user).containsOnly("modest");
        execute(plan, Service.DIGEST, "CREATE TABLE digest.a (a int)");
        assertThat(printed.toString(UTF_8)).contains("WARNING: the database's user modest may not create roles");
    }

    @Test
    void userThatMayCreateRolesButIsNoSuperuserIsEnough() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ROLE IF EXISTS landlord");
            statement.execute("CREATE ROLE landlord LOGIN CREATEROLE PASSWORD 'landlord'");
            statement.execute("GRANT CREATE ON DATABASE " + connection.getCatalog() + " TO landlord");
        }
        AdministrativeDatabase landlord = new AdministrativeDatabase(database.jdbcUrl(), "landlord", "landlord");

        provide(landlord, "the first key of the first instance");
        Map<Service, ServicePlan.Database> plan = provide(landlord, "the first key of the first instance");

        execute(plan, Service.INGEST, "CREATE TABLE ingest.a (a int)");
    }

    private Map<Service, ServicePlan.Database> provide(String key) {
        return provide(new AdministrativeDatabase(database.jdbcUrl(), database.user(), database.password()), key);
    }

    private Map<Service, ServicePlan.Database> provide(AdministrativeDatabase as, String key) {
        return new Provisioning(as, RolePasswords.derivedFrom(SecretKey.of(key)), terminal).provide();
    }

    private static void execute(Map<Service, ServicePlan.Database> plan, Service service, String sql)
            throws SQLException {
        ServicePlan.Database as = requireNonNull(plan.get(service));
        try (Connection connection = DriverManager.getConnection(as.jdbcUrl(), as.user(), as.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
