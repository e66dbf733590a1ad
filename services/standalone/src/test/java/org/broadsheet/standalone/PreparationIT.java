package org.broadsheet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.broadsheet.events.Service;
import org.broadsheet.settings.Settings;
import org.broadsheet.settings.SettingsException;
import org.broadsheet.testing.TestDatabase;
import org.broadsheet.testing.TestPostgres;
import org.junit.jupiter.api.Test;

class PreparationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestDatabase database = TestPostgres.shared().freshDatabase();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void givesEachServiceItsSchemaAtItsVersionUnderThePasswordThatWasSet() throws SQLException {
        prepare(environment("one"));

        for (var service : Service.values()) {
            assertThat(migrationsSeenBy(service, "one")).as(service.wireName()).isPositive();
        }
        assertThat(printed.toString(UTF_8)).contains("feed: ").doesNotContain("one-feed");
    }

    @Test
    void doneAgainItMigratesNothingAndTakesNewPasswords() throws SQLException {
        prepare(environment("one"));
        printed.reset();
        prepare(environment("two"));

        assertThat(printed.toString(UTF_8).lines()).hasSize(5).allMatch(line -> line.endsWith("nothing to migrate"));
        assertThat(migrationsSeenBy(Service.FEED, "two")).isPositive();
        assertThatThrownBy(() -> migrationsSeenBy(Service.FEED, "one")).isInstanceOf(SQLException.class);
    }

    @Test
    void waitsForTablesThatAreInUseAndGivesWayMeanwhile() throws Exception {
        prepare(environment("one"));
        try (var user = DriverManager.getConnection(database.jdbcUrl(), role(Service.DIGEST), "one-digest");
                var statement = user.createStatement()) {
            user.setAutoCommit(false);
            statement.execute("LOCK TABLE digest.flyway_schema_history IN ACCESS EXCLUSIVE MODE");

            var preparing = CompletableFuture.runAsync(() -> prepare(environment("one")));
            await().atMost(PATIENCE).until(() -> waits());
            await().atMost(PATIENCE).until(() -> !waits()); // it gave up its place in the queue
            assertThat(preparing).isNotDone();
            user.rollback();
            preparing.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> prepare(Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("BROADSHEET_DATABASE_URL");
        var environment = environment("one");
        environment.remove("BROADSHEET_FILTER_DATABASE_PASSWORD");
        assertThatThrownBy(() -> prepare(environment))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("BROADSHEET_FILTER_DATABASE_PASSWORD must be set");
    }

    private void prepare(Map<String, String> environment) {
        new Preparation(Settings.read(environment), new Terminal(new PrintStream(printed, true, UTF_8))).run();
    }

    private Map<String, String> environment(String password) {
        var environment = new HashMap<String, String>();
        environment.put("BROADSHEET_DATABASE_URL", database.jdbcUrl() + "?user=" + database.user());
        environment.put("BROADSHEET_DATABASE_PASSWORD", database.password());
        for (var service : Service.values()) {
            environment.put(
                    "BROADSHEET_" + service.name().toUpperCase(Locale.ROOT) + "_DATABASE_PASSWORD",
                    password + "-" + service.wireName());
        }
        return environment;
    }

    private int migrationsSeenBy(Service service, String password) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), role(service), password + "-" + service.wireName());
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT count(*) FROM \"" + service.wireName() + "\".flyway_schema_history WHERE success")) {
            result.next();
            return result.getInt(1);
        }
    }

    private boolean waits() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            result.next();
            return result.getInt(1) > 0;
        }
    }

    private String role(Service service) throws SQLException {
        try (var connection = database.connect()) {
            return connection.getCatalog() + "_" + service.wireName();
        }
    }
}
