package org.broadsheet.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.broadsheet.events.DigestSent;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;
import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestDatabase;
import org.broadsheet.testing.TestPostgres;

/** One process with the datasources filter and ingest, on a database and with queues of its own. */
final class Rig implements AutoCloseable {
    private final TestDatabase database;
    private final String prefix;
    private final String amqpUrl;
    private final Map<String, Object> more;
    private final boolean ownsQueues;
    private final ApplicationContext context;

    private Rig(
            TestDatabase database,
            String prefix,
            String amqpUrl,
            Map<String, Object> more,
            boolean ownsQueues,
            Object... handlers) {
        this.ownsQueues = ownsQueues;
        this.database = database;
        this.prefix = prefix;
        this.amqpUrl = amqpUrl;
        this.more = more;
        this.context = start(handlers);
    }

    static Rig start(Broker broker, Object... handlers) {
        return start(broker, Map.of(), handlers);
    }

    /** @param more properties below {@code broadsheet.amqp} */
    static Rig start(Broker broker, Map<String, Object> more, Object... handlers) {
        return new Rig(TestPostgres.shared().freshDatabase(), freshPrefix(), broker.amqpUrl(), more, true, handlers);
    }

    static Rig start(
            TestDatabase database, String prefix, String amqpUrl, Map<String, Object> more, Object... handlers) {
        return new Rig(database, prefix, amqpUrl, more, false, handlers);
    }

    static String freshPrefix() {
        return "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    }

    /** A further process of the same system. */
    Rig another(Object... handlers) {
        return new Rig(database, prefix, amqpUrl, more, false, handlers);
    }

    TestDatabase database() {
        return database;
    }

    String prefix() {
        return prefix;
    }

    private ApplicationContext start(Object... handlers) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "broadsheet.amqp.url",
                amqpUrl,
                "broadsheet.amqp.prefix",
                prefix,
                "broadsheet.amqp.attempts",
                3,
                "broadsheet.amqp.retry-base",
                "20ms",
                "broadsheet.amqp.confirm-timeout",
                "5s"));
        more.forEach((name, value) -> properties.put("broadsheet.amqp." + name, value));
        for (var service : new String[] {"filter", "ingest"}) {
            properties.putAll(Map.of(
                    "datasources." + service + ".url",
                    jdbcUrl(service),
                    "datasources." + service + ".username",
                    database.user(),
                    "datasources." + service + ".password",
                    database.password(),
                    "datasources." + service + ".maximum-pool-size",
                    8,
                    "datasources." + service + ".connection-timeout",
                    30_000,
                    "datasources." + service + ".dialect",
                    "POSTGRES",
                    "flyway.datasources." + service + ".locations",
                    "classpath:db/migration/messaging,classpath:db/migration/rig",
                    "flyway.datasources." + service + ".default-schema",
                    service));
        }
        return ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .properties(properties)
                .singletons(handlers)
                .singletons(registryWithPercentiles())
                .start();
    }

    private static MeterRegistry registryWithPercentiles() {
        var registry = new SimpleMeterRegistry();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return DistributionStatisticConfig.builder()
                        .percentiles(0.5, 0.99)
                        .build()
                        .merge(config);
            }
        });
        return registry;
    }

    private String jdbcUrl(String service) {
        var separator = database.jdbcUrl().contains("?") ? "&" : "?";
        return database.jdbcUrl() + separator + "reWriteBatchedInserts=true&currentSchema=" + service;
    }

    /** Waits until a message that nobody here consumes has found its queue, so that all queues are there. */
    Rig declared() {
        publish("filter", new DigestSent(new UUID(0, 1), new UUID(0, 1), List.of(), Instant.EPOCH));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> count("filter", "SELECT count(*) FROM outbox") == 0);
        return this;
    }

    String queue(String name) {
        return prefix + name;
    }

    String exchange() {
        return prefix + "broadsheet";
    }

    void publish(String service, Event... events) {
        var publisher = context.getBean(EventPublisher.class, Qualifiers.byName(service));
        transactions(service).executeWrite(status -> {
            for (var event : events) {
                publisher.publish(event);
            }
            return true;
        });
    }

    EventPublisher publisher(String service) {
        return context.getBean(EventPublisher.class, Qualifiers.byName(service));
    }

    @SuppressWarnings("unchecked")
    TransactionOperations<Connection> transactions(String service) {
        return context.getBean(TransactionOperations.class, Qualifiers.byName(service));
    }

    /** Records that a message had its effect; joins the handler's transaction. */
    void effect(String service, String key) {
        transactions(service).executeWrite(status -> {
            try (var statement = status.getConnection().prepareStatement("INSERT INTO effect (key) VALUES (?)")) {
                statement.setString(1, key);
                return statement.executeUpdate();
            }
        });
    }

    long count(String service, String sql) {
        return transactions(service).executeRead(status -> {
            try (var statement = status.getConnection().prepareStatement(sql);
                    var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    long effects(String service) {
        return count(service, "SELECT count(*) FROM effect");
    }

    long distinctEffects(String service) {
        return count(service, "SELECT count(DISTINCT key) FROM effect");
    }

    /** Puts a message among those to be tried again at once. */
    void waiting(Event event, boolean inHand) {
        waiting(event, inHand, inHand ? 1 : 0);
    }

    void waiting(Event event, boolean inHand, int attempts) {
        var type = MessageType.of(event.getClass());
        var service = type.consumers().iterator().next();
        var body = context.getBean(Codec.class).encode(event);
        var message = new Envelope(MessageType.messageId(event), type.wireName(), type.schemaVersion(), null, body);
        new Transactions(transactions(service.wireName())).execute(connection -> {
            Retries.add(connection, type.queueOf(service), message, attempts, Duration.ZERO, null);
            try (var statement =
                    connection.prepareStatement("UPDATE retry SET in_hand = true WHERE message_id = ? AND ?")) {
                statement.setObject(1, message.messageId());
                statement.setBoolean(2, inHand);
                statement.executeUpdate();
            }
        });
    }

    /** How many messages this process has counted with an outcome. */
    long consumed(String outcome) {
        return sum(registry().find("broadsheet.messages.consumed").tag("outcome", outcome));
    }

    long counter(String name, String thread) {
        return sum(registry().find(name).tag("thread", thread));
    }

    /** Whether this process believes to have a broker. */
    boolean connected() {
        return registry().get("broadsheet.broker.connected").gauge().value() > 0;
    }

    long counter(String name) {
        return sum(registry().find(name));
    }

    /** With the 50th and the 99th percentile. */
    HistogramSnapshot timer(String name) {
        return registry().get(name).timer().takeSnapshot();
    }

    QueueCensus census() {
        return context.getBean(QueueCensus.class);
    }

    MeterRegistry registry() {
        return context.getBean(MeterRegistry.class);
    }

    private static long sum(Search search) {
        return Math.round(search.counters().stream().mapToDouble(Counter::count).sum());
    }

    /** Ends all sessions of the database, and lets nobody in until the result is closed. */
    Closing withoutDatabase() throws SQLException {
        var name = database.jdbcUrl().replaceFirst("^.*/([^?]+).*$", "$1");
        var elsewhere = TestPostgres.shared().freshDatabase();
        elsewhere(elsewhere, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        elsewhere(elsewhere, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
        return () -> elsewhere(elsewhere, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    @FunctionalInterface
    interface Closing extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    private static void elsewhere(TestDatabase other, String statement) throws SQLException {
        try (var connection = other.connect();
                var plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    /** Statements outside any code of ours. */
    void sql(String statement) throws SQLException {
        try (var connection = database.connect();
                var plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    /** The first process of a system takes its queues with it: the broker that tests share must not fill with them. */
    @Override
    public void close() {
        context.close();
        if (ownsQueues) {
            RawBroker.delete(amqpUrl, prefix);
        }
    }
}
