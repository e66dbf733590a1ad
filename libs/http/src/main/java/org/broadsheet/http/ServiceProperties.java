package org.broadsheet.http;

import java.util.HashMap;
import java.util.Map;
import org.broadsheet.events.Service;

/** The configuration that every service has in common, made from a {@link ServicePlan}. */
final class ServiceProperties {
    /** Bounds what one process takes of the database; standalone holds five of these. */
    private static final int POOL = 10;

    private static final int POOL_IDLE = 1;
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;
    /**
     * A process that stopped inside a transaction loses it, and with it its claims; longer than the relay waits for confirms.
     * A server that has gone silent is given up, or a thread would wait for it for ever.
     */
    private static final String SESSION =
            "options=-c%20idle_in_transaction_session_timeout=20s%20-c%20lock_timeout=30s&connectTimeout=5&socketTimeout=40";

    private static final Map<String, Object> COMMON = Map.ofEntries(
            Map.entry("micronaut.application.name", "broadsheet"),
            Map.entry("micronaut.server.thread-selection", "BLOCKING"),
            Map.entry("micronaut.server.max-request-size", "5242880"),
            Map.entry("micronaut.server.netty.max-header-size", "32768"),
            Map.entry("micronaut.server.idle-timeout", "75s"),
            Map.entry("micronaut.server.date-header", "true"),
            // CrossSiteFilter judges origins; the framework would refuse our own behind a proxy on this machine.
            Map.entry("micronaut.server.cors.localhost-pass-through", "true"),
            Map.entry("micronaut.lifecycle.graceful-shutdown.enabled", "true"),
            Map.entry("micronaut.serde.deserialization.ignore-unknown", "false"),
            Map.entry("micronaut.serde.serialization.inclusion", "ALWAYS"),
            Map.entry("micronaut.security.enabled", "true"),
            Map.entry("micronaut.security.reject-not-found", "false"),
            Map.entry("micronaut.security.basic-auth.enabled", "false"),
            Map.entry("endpoints.all.enabled", "false"),
            Map.entry("endpoints.health.enabled", "true"),
            Map.entry("endpoints.health.sensitive", "false"),
            Map.entry("endpoints.health.details-visible", "ANONYMOUS"),
            Map.entry("endpoints.health.jdbc.enabled", "false"),
            Map.entry("endpoints.health.disk-space.enabled", "false"),
            Map.entry("endpoints.prometheus.enabled", "true"),
            Map.entry("endpoints.prometheus.sensitive", "false"),
            Map.entry("micronaut.metrics.enabled", "true"),
            Map.entry("micronaut.metrics.export.prometheus.enabled", "true"),
            Map.entry("micronaut.metrics.export.prometheus.step", "PT1M"),
            Map.entry("micronaut.metrics.binders.files.enabled", "false"),
            Map.entry("micronaut.metrics.binders.logback.enabled", "false"));

    private ServiceProperties() {}

    static Map<String, Object> of(ServicePlan plan) {
        var properties = new HashMap<>(COMMON);
        properties.put("micronaut.server.port", plan.port());
        if (plan.host() != null) {
            properties.put("micronaut.server.host", plan.host());
        }
        properties.put("broadsheet.amqp.url", plan.amqpUrl());
        properties.put("broadsheet.secret-key", plan.secretKey());
        properties.put("broadsheet.public-url", plan.publicUrl().toString());
        plan.databases().forEach((service, database) -> properties.putAll(of(service, database)));
        properties.putAll(plan.more());
        return properties;
    }

    private static Map<String, Object> of(Service service, ServicePlan.Database database) {
        var name = service.wireName();
        var source = "datasources." + name + ".";
        var flyway = "flyway.datasources." + name + ".";
        return Map.ofEntries(
                Map.entry(source + "url", withSchema(database.jdbcUrl(), name)),
                Map.entry(source + "username", database.user()),
                Map.entry(source + "password", database.password()),
                Map.entry(source + "driver-class-name", "org.postgresql.Driver"),
                Map.entry(source + "dialect", "POSTGRES"),
                Map.entry(source + "maximum-pool-size", POOL),
                Map.entry(source + "minimum-idle", POOL_IDLE),
                Map.entry(source + "connection-timeout", CONNECTION_TIMEOUT_MILLIS),
                Map.entry(source + "pool-name", name),
                Map.entry(flyway + "enabled", "true"),
                Map.entry(flyway + "locations", locations(name)),
                Map.entry(flyway + "default-schema", name),
                Map.entry(flyway + "schemas", name),
                Map.entry(flyway + "out-of-order", "true"),
                Map.entry(flyway + "connect-retries", "10"));
    }

    /** Where the migrations of a service's schema are. */
    static String locations(String service) {
        return "classpath:db/migration/messaging,classpath:db/migration/http,classpath:db/migration/" + service;
    }

    /** The server's details of an error quote the row, which is people's texts, and errors are logged. */
    private static String withSchema(String jdbcUrl, String schema) {
        var separator = jdbcUrl.contains("?") ? "&" : "?";
        return jdbcUrl + separator + "currentSchema=" + schema
                + "&reWriteBatchedInserts=true&logServerErrorDetail=false&ApplicationName=broadsheet-" + schema + "&"
                + SESSION;
    }
}
