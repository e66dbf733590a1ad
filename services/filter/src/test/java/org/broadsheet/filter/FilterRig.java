package org.broadsheet.filter;

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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.RescreenDue;
import org.broadsheet.events.Service;
import org.broadsheet.filter.mute.MuteExpiry;
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
import org.jspecify.annotations.Nullable;

/** The service between ingest and feed: told what they would tell it, and heard in what it says to feed. */
final class FilterRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final ObjectMapper json = ObjectMapper.getDefault();
    private final TestDatabase database = TestPostgres.shared().freshDatabase();
    private final ServiceRunner.Running running;
    private final MessageTap screened;
    private final Connection sql;

    FilterRig() {
        running = ServiceRunner.start(new ServicePlan(
                Map.of(
                        Service.FILTER,
                        new ServicePlan.Database(database.jdbcUrl(), database.user(), database.password())),
                TestRabbit.rabbitmq().amqpUrl(),
                "127.0.0.1",
                0,
                "a secret key of the tests, long enough",
                URI.create("https://news.example.org"),
                Map.of("broadsheet.amqp.prefix", prefix, "broadsheet.amqp.poll-interval", "20ms")));
        screened = new MessageTap(TestRabbit.rabbitmq(), prefix + "broadsheet", MessageType.ENTRY_SCREENED.wireName());
        try {
            sql = database.connect();
            sql.setSchema("filter");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A caller with a token of this user. */
    ApiClient as(UUID userId) {
        var credential = new Credential(
                UUID.randomUUID(), userId, Credential.Kind.TOKEN, Instant.now().plus(Duration.ofHours(1)), false);
        return ApiClient.at(running.uri())
                .bearer(running.context().getBean(CredentialSigner.class).sign(credential));
    }

    void publish(Collection<? extends Event> events) {
        @SuppressWarnings("unchecked")
        TransactionOperations<Connection> transactions =
                running.context().getBean(TransactionOperations.class, Qualifiers.byName("filter"));
        var publisher = running.context().getBean(EventPublisher.class, Qualifiers.byName("filter"));
        transactions.executeWrite(status -> {
            publisher.publish(events, null);
            return true;
        });
    }

    /** Publishes and waits until all of it has had its effect. */
    void deliver(Event... events) {
        publish(List.of(events));
        awaitEffectOf(List.of(events));
    }

    void awaitEffectOf(Collection<? extends Event> events) {
        var ids = events.stream().map(MessageType::messageId).distinct().toArray();
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> received(ids) == ids.length);
    }

    /** All that was said to feed, when nothing is in hand any more. */
    List<EntryScreened> screened() {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> isRescreened()
                        && count("SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM retry)") == 0);
        return heard();
    }

    /** What the broker has of it so far. */
    List<EntryScreened> heard() {
        var messages = new ArrayList<EntryScreened>();
        for (var body : screened.everythingUpToNow()) {
            try {
                messages.add(json.readValue(body, EntryScreened.class));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return messages;
    }

    /** Whether every change of rules has been followed. */
    private boolean isRescreened() throws SQLException {
        var ids = rescreenings();
        return received(ids) == ids.length;
    }

    private synchronized Object[] rescreenings() throws SQLException {
        var ids = new ArrayList<UUID>();
        try (var statement = sql.createStatement();
                var result = statement.executeQuery("SELECT user_id, version FROM rule_change")) {
            while (result.next()) {
                ids.add(MessageType.messageId(
                        new RescreenDue(result.getObject(1, UUID.class), result.getLong(2), null)));
            }
        }
        return ids.toArray();
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

    synchronized long count(String query) throws SQLException {
        try (var statement = sql.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    synchronized void change(String update) throws SQLException {
        try (var statement = sql.createStatement()) {
            statement.executeUpdate(update);
        }
    }

    void untilCount(String query, long expected) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> count(query) == expected);
    }

    /** The clock comes to this time, and rules that are over end. */
    void endOver(Instant now) {
        running.context().getBean(MuteExpiry.class).endOver(now);
    }

    /** Until no chunk of a user's re-screenings is on its way any more, as far as their chain has been published. */
    void untilRescreened(UUID userId) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> isRescreened(userId));
    }

    /** The chain of chunks ends with one that nothing follows: its last entry begins no further message. */
    private boolean isRescreened(UUID userId) throws SQLException {
        long version = count("SELECT max(version) FROM rule_change WHERE user_id = '" + userId + "'");
        UUID after = null;
        while (true) {
            if (received(new Object[] {MessageType.messageId(new RescreenDue(userId, version, after))}) == 0) {
                return false;
            }
            var next = nextChunk(userId, after);
            if (next == null) {
                return true;
            }
            after = next;
        }
    }

    /** Where the chunk after this one begins; null if this one was not full. */
    private synchronized @Nullable UUID nextChunk(UUID userId, @Nullable UUID after) throws SQLException {
        try (var statement = sql.prepareStatement("""
                SELECT e.id FROM entry e JOIN subscription s ON s.source_id = e.source_id
                 WHERE s.user_id = ? AND e.id > ? ORDER BY e.id OFFSET 199 LIMIT 1""")) {
            statement.setObject(1, userId);
            statement.setObject(2, after == null ? new UUID(0, 0) : after);
            try (var result = statement.executeQuery()) {
                return result.next() ? result.getObject(1, UUID.class) : null;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        sql.close();
        screened.close();
        running.close();
    }
}
