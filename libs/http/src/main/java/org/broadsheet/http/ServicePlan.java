package org.broadsheet.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import org.broadsheet.events.Service;
import org.jspecify.annotations.Nullable;

/**
 * What one process runs: one service in a container, all five in standalone.
 *
 * @param databases each service with its own role and schema
 * @param host the address to listen on, null for all
 * @param port 0 takes a free one
 * @param more further configuration, for example a service's own settings
 */
public record ServicePlan(
        Map<Service, Database> databases,
        String amqpUrl,
        @Nullable String host,
        int port,
        String secretKey,
        URI publicUrl,
        Map<String, Object> more) {
    public ServicePlan {
        databases = Map.copyOf(databases);
        requireNonNull(amqpUrl, "amqpUrl");
        requireNonNull(secretKey, "secretKey");
        requireNonNull(publicUrl, "publicUrl");
        more = Map.copyOf(more);
    }

    /** Where a service's schema is; the schema has the service's name. */
    public record Database(String jdbcUrl, String user, String password) {
        public Database {
            requireNonNull(jdbcUrl, "jdbcUrl");
            requireNonNull(user, "user");
            requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "Database[user=" + user + "]";
        }
    }

    @Override
    public String toString() {
        return "ServicePlan" + databases.keySet() + " on port " + port;
    }
}
