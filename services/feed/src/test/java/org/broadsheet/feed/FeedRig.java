package org.broadsheet.feed;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.Service;
import org.broadsheet.http.Credential;
import org.broadsheet.http.CredentialSigner;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.http.ServiceRunner;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;
import org.broadsheet.testing.ApiClient;
import org.broadsheet.testing.MessageTap;
import org.broadsheet.testing.RunningClock;
import org.broadsheet.testing.TestDatabase;
import org.broadsheet.testing.TestPostgres;
import org.broadsheet.testing.TestRabbit;

/** The service, told what other services would tell it. */
final class FeedRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final ObjectMapper json = ObjectMapper.getDefault();
    private final TestDatabase database = TestPostgres.shared().freshDatabase();
    private final ServiceRunner.Running running;
    private final Connection sql;

    FeedRig() {
        this(new RunningClock());
    }

    FeedRig(RunningClock clock) {
        running = ServiceRunner.start(new ServicePlan(
                Map.of(
                        Service.FEED,
                        new ServicePlan.Database(database.jdbcUrl(), database.user(), database.password())),
                TestRabbit.rabbitmq().amqpUrl(),
                "127.0.0.1",
                0,
                "a secret key of the tests, long enough",
                URI.create("https://news.example.org"),
                Map.of(
                        "broadsheet.amqp.prefix",
                        prefix,
                        "broadsheet.amqp.poll-interval",
                        "20ms",
                        "broadsheet.fetch-allow",
                        "127.0.0.1",
                        TestClock.PROPERTY,
                        clock)));
        try {
            sql = database.connect();
            sql.setSchema("feed");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A caller whom nobody knows. */
    ApiClient stranger() {
        return ApiClient.at(running.uri());
    }

    /** A caller with a token of this user, for some days of a clock that is moved. */
    ApiClient as(UUID userId) {
        var credential = new Credential(
                UUID.randomUUID(), userId, Credential.Kind.TOKEN, Instant.now().plus(Duration.ofDays(30)), false);
        return ApiClient.at(running.uri())
                .bearer(running.context().getBean(CredentialSigner.class).sign(credential));
    }

    void publish(Collection<? extends Event> events) {
        @SuppressWarnings("unchecked")
        TransactionOperations<Connection> transactions =
                running.context().getBean(TransactionOperations.class, Qualifiers.byName("feed"));
        var publisher = running.context().getBean(EventPublisher.class, Qualifiers.byName("feed"));
        transactions.executeWrite(status -> {
            publisher.publish(events, null);
            return true;
        });
    }

    /** Publishes and waits until all of it has had its effect. */
    void deliver(Event... events) {
        deliver(List.of(events));
    }

    void deliver(Collection<? extends Event> events) {
        publish(events);
        var ids = events.stream().map(MessageType::messageId).distinct().toArray();
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> received(ids) == ids.length);
    }

    /** Hands a batch to its handler in this thread, in a transaction of its own, as another process would. */
    @SuppressWarnings("unchecked")
    <E extends Event> void handle(List<E> events) {
        TransactionOperations<Connection> transactions =
                running.context().getBean(TransactionOperations.class, Qualifiers.byName("feed"));
        var type = events.getFirst().getClass();
        var handler = (MessageHandler<E>) running.context().getBeansOfType(MessageHandler.class).stream()
                .filter(bean -> bean.service() == Service.FEED && bean.type() == type)
                .findFirst()
                .orElseThrow();
        transactions.executeWrite(status -> {
            handler.handle(events.stream()
                    .map(event -> new Received<>(MessageType.messageId(event), event, null))
                    .toList());
            return true;
        });
    }

    private synchronized long received(Object[] ids) throws SQLException {
        try (var statement = sql.prepareStatement("SELECT count(*) FROM inbox WHERE message_id = ANY (?)")) {
            statement.setArray(1, sql.createArrayOf("uuid", ids));
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** How many rows anything of this user is left in; visits, which are told beside calls, are counted apart. */
    synchronized long rowsOf(UUID userId) throws SQLException {
        try (var statement = sql.prepareStatement("""
                SELECT (SELECT count(*) FROM share WHERE user_id = ?)
                     + (SELECT count(*) FROM article_state WHERE user_id = ?)
                     + (SELECT count(*) FROM delivered WHERE user_id = ?)
                     + (SELECT count(*) FROM sharer WHERE user_id = ?)
                     + (SELECT count(*) FROM own_person WHERE user_id = ?)
                     + (SELECT count(*) FROM person_member WHERE user_id = ?)""")) {
            for (int i = 1; i <= 6; i++) {
                statement.setObject(i, userId);
            }
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** For times that can't be waited for. */
    synchronized int update(String statement, Object... parameters) throws SQLException {
        try (var prepared = sql.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            return prepared.executeUpdate();
        }
    }

    synchronized long number(String query, Object... parameters) throws SQLException {
        try (var prepared = sql.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            try (var result = prepared.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /**
     * Stores one more share of a reader's oldest article, as the handler of verdicts does, and leaves it uncommitted.
     *
     * @return the open transaction
     */
    Connection unfinishedShare(UUID userId) throws SQLException {
        var open = database.connect();
        open.setSchema("feed");
        open.setAutoCommit(false);
        try (var gate = open.prepareStatement(
                        "SELECT pg_advisory_xact_lock_shared(hashtextextended('broadsheet.feed.endings', 7))");
                var share = open.prepareStatement("""
                WITH late AS (
                    INSERT INTO entry (id, version, sharer_key, sharer_name, network, shared_at)
                    VALUES (gen_random_uuid(), 1, 'late', 'late', 'feed', now()) RETURNING id)
                INSERT INTO share (user_id, article_id, entry_id, subscription_ids, entry_version, rules_version,
                                   sharer_key, shared_at)
                SELECT s.user_id, s.article_id, late.id, s.subscription_ids, 1, 0, 'late', now()
                  FROM share s CROSS JOIN late
                 WHERE s.user_id = ?
                 ORDER BY s.shared_at
                 LIMIT 1""")) {
            gate.execute();
            share.setObject(1, userId);
            share.executeUpdate();
        }
        return open;
    }

    /** Whether somebody waits for the gate between verdicts and what must not miss any. */
    synchronized boolean isGateAwaited() throws SQLException {
        try (var statement = sql.createStatement();
                var result = statement.executeQuery("""
                        SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database d ON d.oid = database
                                        WHERE locktype = 'advisory' AND NOT granted AND datname = current_database())""")) {
            result.next();
            return result.getBoolean(1);
        }
    }

    double counted(String metric, String outcome) {
        return running.context()
                .getBean(MeterRegistry.class)
                .counter(metric, "outcome", outcome)
                .count();
    }

    MessageTap tap(Class<? extends Event> type) {
        return new MessageTap(
                TestRabbit.rabbitmq(),
                prefix + "broadsheet",
                MessageType.of(type).wireName());
    }

    <E extends Event> E read(byte[] body, Class<E> type) {
        try {
            return json.readValue(body, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shares are of transactions that this server has not had, as after a restore on another one. */
    void restored() throws SQLException {
        try (var statement = sql.createStatement()) {
            statement.executeUpdate("UPDATE feed.share SET recorded_in = '900000000000000'");
        }
    }

    @Override
    public void close() throws SQLException {
        sql.close();
        running.close();
    }
}
