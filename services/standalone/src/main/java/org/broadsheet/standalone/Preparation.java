package org.broadsheet.standalone;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.broadsheet.events.Service;
import org.broadsheet.http.Migration;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.settings.Secret;
import org.broadsheet.settings.Settings;
import org.broadsheet.settings.SettingsException;
import org.flywaydb.core.api.FlywayException;

/**
 * {@code standalone prepare}: gives a database its roles and schemas and migrates them, and ends. Once for each
 * deployment, before services in processes of their own; again at any time, and it changes nothing.
 */
final class Preparation {
    static final String COMMAND = "prepare";

    private final Settings settings;
    private final Terminal terminal;

    Preparation(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    /**
     * @throws SettingsException if no database is named
     * @throws StartException if the database can't be prepared, with the reason
     */
    void run() {
        var named = settings.database()
                .orElseThrow(() -> new SettingsException(
                        List.of("BROADSHEET_DATABASE_URL must name the database, and a user who may create roles")));
        var database = new AdministrativeDatabase(
                named.jdbcUrl(),
                named.user(),
                named.password().map(Secret::reveal).orElse(""));
        var passwords = new RolePasswords(settings.servicePasswords(), settings.secretKey());
        var prepared = new Provisioning(database, passwords, terminal).provide();
        for (var service : Service.values()) {
            migrate(service, requireNonNull(prepared.get(service)));
        }
    }

    private void migrate(Service service, ServicePlan.Database database) {
        try {
            int applied = Migration.migrate(service, database);
            terminal.print("  " + service.wireName() + ": "
                    + (applied == 0 ? "nothing to migrate" : applied + " migrations applied"));
        } catch (FlywayException e) {
            throw new StartException(
                    "The schema " + service.wireName() + " can't be migrated: "
                            + Optional.ofNullable(e.getMessage()).orElse("no reason was given"),
                    e);
        }
    }
}
