package org.broadsheet.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
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
import org.broadsheet.testing.ApiClient;
import org.broadsheet.testing.MessageTap;
import org.broadsheet.testing.TestDatabase;
import org.broadsheet.testing.TestPostgres;
import org.broadsheet.testing.TestRabbit;

/** The service as browsers and programs reach it, heard in what it tells the others. */
final class UserRig implements AutoCloseable {
    static final String PASSWORD = "a long password";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final ObjectMapper json = ObjectMapper.getDefault();
    private final TestDatabase database = TestPostgres.shared().freshDatabase();
    private final ServiceRunner.Running running;
    private final Map<MessageType, MessageTap> taps = new EnumMap<>(MessageType.class);
    private final Connection sql;

    UserRig(MessageType... heard) {
        this(Map.of(), heard);
    }

    /** @param more configuration beside the usual */
    UserRig(Map<String, Object> more, MessageType... heard) {
        var configuration = new HashMap<String, Object>(more);
        configuration.put("broadsheet.amqp.prefix", prefix);
        configuration.put("broadsheet.amqp.poll-interval", "20ms");
        running = ServiceRunner.start(new ServicePlan(
                Map.of(
                        Service.USER,
                        new ServicePlan.Database(database.jdbcUrl(), database.user(), database.password())),
                TestRabbit.rabbitmq().amqpUrl(),
                "127.0.0.1",
                0,
                "a secret key of the tests, long enough",
                URI.create("https://news.example.org"),
                configuration));
        for (var type : heard) {
            taps.put(type, new MessageTap(TestRabbit.rabbitmq(), prefix + "broadsheet", type.wireName()));
        }
        try {
            sql = database.connect();
            sql.setSchema("user");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody with an account; their client has a token. */
    record Person(UUID id, String email, ApiClient api) {}

    ApiClient nobody() {
        return ApiClient.at(running.uri());
    }

    Person signUp() {
        var email = UUID.randomUUID() + "@example.org";
        assertThat(nobody().post("accounts", Map.of("email", email, "password", PASSWORD))
                        .code())
                .isEqualTo(201);
        var id = idOf(email);
        return new Person(id, email, nobody().bearer(token(id, Duration.ofHours(1), false)));
    }

    String token(UUID userId, Duration life, boolean readOnly) {
        return running.context()
                .getBean(CredentialSigner.class)
                .sign(new Credential(
                        UUID.randomUUID(),
                        userId,
                        Credential.Kind.TOKEN,
                        Instant.now().plus(life),
                        readOnly));
    }

    /** The cookie of a new session, as {@code name=value}. */
    String signIn(Person person) {
        var answer = nobody().post("sessions", Map.of("email", person.email(), "password", PASSWORD));
        assertThat(answer.code()).isEqualTo(200);
        return answer.header("Set-Cookie").split(";", 2)[0];
    }

    synchronized UUID idOf(String email) {
        try (var statement = sql.prepareStatement("SELECT id FROM account WHERE email = ?")) {
            statement.setString(1, email);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getObject(1, UUID.class);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A part of the service. */
    <T> T bean(Class<T> type) {
        return running.context().getBean(type);
    }

    /** Changes rows behind the service's back; the parameters are UUIDs. */
    synchronized int change(String statement, Object... parameters) throws SQLException {
        try (var prepared = sql.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            return prepared.executeUpdate();
        }
    }

    /** Every row of every table as text, bytes as characters. */
    synchronized String dump() throws SQLException {
        var text = new StringBuilder();
        var selects = new ArrayList<String>();
        try (var statement = sql.createStatement();
                var tables = statement.executeQuery("""
                        SELECT table_name, string_agg(CASE data_type WHEN 'bytea'
                               THEN format('encode(%I, ''escape'')', column_name)
                               ELSE format('%I::text', column_name) END, ', ')
                          FROM information_schema.columns WHERE table_schema = 'user' GROUP BY table_name""")) {
            while (tables.next()) {
                selects.add("SELECT concat_ws('|', " + tables.getString(2) + ") FROM \"" + tables.getString(1) + "\"");
            }
        }
        for (var select : selects) {
            try (var statement = sql.createStatement();
                    var rows = statement.executeQuery(select)) {
                while (rows.next()) {
                    text.append(rows.getString(1)).append('\n');
                }
            }
        }
        return text.toString();
    }

    /** What was said, as it lay on the broker. */
    List<byte[]> heard(MessageType type) {
        var tap = taps.get(type);
        if (tap == null) {
            throw new IllegalArgumentException("this test does not listen to " + type);
        }
        return tap.everythingUpToNow();
    }

    /** Publishes and waits until all of it has had its effect. */
    void deliver(Event... events) {
        @SuppressWarnings("unchecked")
        TransactionOperations<Connection> transactions =
                running.context().getBean(TransactionOperations.class, Qualifiers.byName("user"));
        var publisher = running.context().getBean(EventPublisher.class, Qualifiers.byName("user"));
        transactions.executeWrite(status -> {
            publisher.publish(List.of(events), null);
            return true;
        });
        var ids =
                List.of(events).stream().map(MessageType::messageId).distinct().toArray();
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> count("SELECT count(*) FROM inbox WHERE message_id = ANY (?)", ids) == ids.length);
    }

    private synchronized long count(String query, Object[] ids) throws SQLException {
        try (var statement = sql.prepareStatement(query)) {
            statement.setArray(1, sql.createArrayOf("uuid", ids));
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** Everything of one type that was said so far. */
    <E extends Event> List<E> said(Class<E> type) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> count("SELECT count(*) FROM outbox WHERE message_id <> ALL (?)", new Object[0]) == 0);
        var tap = taps.get(MessageType.of(type));
        if (tap == null) {
            throw new IllegalArgumentException("this test does not listen to " + type);
        }
        return tap.everythingUpToNow().stream()
                .map(body -> {
                    try {
                        return json.readValue(body, type);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    @Override
    public void close() throws SQLException {
        sql.close();
        taps.values().forEach(MessageTap::close);
        running.close();
    }
}
