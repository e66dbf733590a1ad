package org.broadsheet.http;

import java.sql.SQLException;
import org.broadsheet.events.Service;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a schema to what this version of its service needs, before any process of that version serves, while those of the
 * version before do. So each migration leaves what the version before uses (docs/operations.md, "Migrations").
 */
public final class Migration {
    private static final Logger log = LoggerFactory.getLogger(Migration.class);

    /** Who waits for a lock on a table is waited for by every call to it, so the wait is short, and repeated. */
    private static final String LOCK_TIMEOUT = "options=-c%20lock_timeout=3s&connectTimeout=5";

    private static final int ATTEMPTS = 20;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Migration() {}

    /**
     * Applies what is missing; nothing if there is nothing. Only one process at a time does it.
     *
     * @return how many migrations were applied
     * @throws FlywayException if one fails, or its locks are not to be had within a minute; what was applied before stays
     */
    public static int migrate(Service service, ServicePlan.Database database) {
        var schema = service.wireName();
        var url = database.jdbcUrl();
        var flyway = Flyway.configure()
                .dataSource(url + (url.contains("?") ? "&" : "?") + LOCK_TIMEOUT, database.user(), database.password())
                .locations(ServiceProperties.locations(schema).split(","))
                .defaultSchema(schema)
                .schemas(schema)
                .outOfOrder(true)
                .connectRetries(10)
                .load();
        for (int attempt = 1; ; attempt++) {
            try {
                return flyway.migrate().migrationsExecuted;
            } catch (FlywayException e) {
                if (attempt == ATTEMPTS || !isLockTimeout(e)) {
                    throw e;
                }
                log.atInfo().addKeyValue("schema", schema).log("the tables are in use, the migration is tried again");
            }
        }
    }

    private static boolean isLockTimeout(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
