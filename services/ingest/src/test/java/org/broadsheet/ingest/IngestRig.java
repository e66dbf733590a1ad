package org.broadsheet.ingest;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.Service;
import org.broadsheet.events.SourcePolled;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.events.SubscriptionResolved;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.http.ServiceRunner;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestDatabase;
import org.broadsheet.testing.TestPostgres;

/** The service on a real database and a real broker, with ears where the other services would be. */
final class IngestRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDatabase database = TestPostgres.shared().freshDatabase();
    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final ObjectMapper json = ObjectMapper.getDefault();
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final Broker broker;
    private final Map<String, Object> more;
    private final Connection connection;
    private ServiceRunner.Running running;

    IngestRig(Broker broker) throws Exception {
        this(broker, Map.of());
    }

    /** @param more settings, which count instead of the rig's own */
    IngestRig(Broker broker, Map<String, Object> more) throws Exception {
        this.broker = broker;
        this.more = Map.copyOf(more);
        this.running = start();
        var factory = new ConnectionFactory();
        factory.setUri(broker.amqpUrl());
        this.connection = factory.newConnection();
        listen(SubscriptionResolved.class, Service.USER);
        listen(SourcePolled.class, Service.USER);
        listen(EntryIngested.class, Service.FILTER);
        listen(ArticleResolved.class, Service.FEED);
    }

    private ServiceRunner.Running start() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("broadsheet.amqp.prefix", prefix);
        settings.put("broadsheet.amqp.poll-interval", "20ms");
        settings.put("broadsheet.fetch-allow", "127.0.0.1");
        settings.put("broadsheet.ingest.tick", "50ms");
        settings.put("broadsheet.ingest.pages.pace", "0s");
        settings.putAll(more);
        return ServiceRunner.start(new ServicePlan(
                Map.of(
                        Service.INGEST,
                        new ServicePlan.Database(database.jdbcUrl(), database.user(), database.password())),
                broker.amqpUrl(),
                "127.0.0.1",
                0,
                "a secret key of the tests, long enough",
                URI.create("https://news.example.org"),
                settings));
    }

    <B> B bean(Class<B> type) {
        return running.context().getBean(type);
    }

    void restart() {
        running.close();
        running = start();
    }

    private void listen(Class<? extends Event> type, Service consumer) {
        String queue = prefix + MessageType.of(type).queueOf(consumer);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            Channel channel = connection.createChannel();
            channel.basicConsume(
                    queue, true, (tag, delivery) -> heard.add(json.readValue(delivery.getBody(), type)), tag -> {});
            return true;
        });
    }

    /** Says something as another service would. */
    void say(Event... events) {
        @SuppressWarnings("unchecked")
        TransactionOperations<java.sql.Connection> transactions =
                running.context().getBean(TransactionOperations.class, Qualifiers.byName("ingest"));
        var publisher = running.context().getBean(EventPublisher.class, Qualifiers.byName("ingest"));
        transactions.executeWrite(status -> {
            publisher.publish(List.of(events), null);
            return true;
        });
    }

    SourceSubscribed subscribe(URI url) {
        return subscribe(url.toString());
    }

    SourceSubscribed subscribe(String url) {
        var event = new SourceSubscribed(UUID.randomUUID(), UUID.randomUUID(), url, Instant.now());
        say(event);
        return event;
    }

    /** The last answer to a subscription. */
    SubscriptionResolved resolved(SourceSubscribed subscription, long version) {
        return heard(
                SubscriptionResolved.class,
                event -> event.subscriptionId().equals(subscription.subscriptionId()) && event.version() == version);
    }

    SourcePolled polled(UUID sourceId, Predicate<SourcePolled> as) {
        return heard(SourcePolled.class, event -> event.sourceId().equals(sourceId) && as.test(event));
    }

    <E extends Event> E heard(Class<E> type, Predicate<E> as) {
        try {
            return await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> all(type).stream().filter(as).toList(), found -> !found.isEmpty())
                    .getFirst();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no such " + type.getSimpleName() + "; " + unfinished(), e);
        }
    }

    <E extends Event> List<E> all(Class<E> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<EntryIngested> entries(UUID sourceId) {
        return all(EntryIngested.class).stream()
                .filter(event -> event.sourceId().equals(sourceId))
                .toList();
    }

    /** Polls a source again and waits for the end of that poll. */
    SourcePolled pollAgain(UUID sourceId) {
        long before = count("SELECT version FROM source WHERE id = '" + sourceId + "'");
        update("UPDATE source SET next_poll_at = now(), due_slot = NULL WHERE id = '" + sourceId + "'");
        return polled(sourceId, event -> event.version() > before);
    }

    /** What is still in hand, for the message of a test that waited in vain. */
    private String unfinished() {
        return String.join("; ", rows("""
                        SELECT 'in hand ' || url || ' ' || state || ' ' || due_slot FROM source WHERE due_slot IS NOT NULL
                        UNION ALL SELECT 'resting ' || url || ' ' || state FROM source WHERE next_poll_at IS NULL
                        UNION ALL SELECT 'page ' || url || ' ' || due_slot FROM page WHERE due_slot IS NOT NULL
                        UNION ALL SELECT 'retry ' || consumer || ' ' || attempts || ' ' || last_error FROM retry
                        UNION ALL SELECT 'outbox ' || type || ' ' || attempts FROM outbox
                        """));
    }

    private List<String> rows(String query) {
        try (var own = database.connect();
                var sql = own.createStatement()) {
            sql.execute("SET search_path TO ingest");
            try (ResultSet result = sql.executeQuery(query)) {
                var rows = new ArrayList<String>();
                while (result.next()) {
                    rows.add(result.getString(1));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one value of a row; empty where there is none. */
    String row(String query) {
        return String.join("", rows(query));
    }

    void update(String statement) {
        try (var own = database.connect();
                var sql = own.createStatement()) {
            sql.execute("SET search_path TO ingest");
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String query) {
        try (var own = database.connect();
                var sql = own.createStatement()) {
            sql.execute("SET search_path TO ingest");
            try (ResultSet result = sql.executeQuery(query)) {
                return result.next() ? result.getLong(1) : -1;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until nothing is in hand: no message waiting, no poll under way. */
    void settle() {
        await().atMost(PATIENCE).until(() -> count("""
                                SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM retry)
                                     + (SELECT count(*) FROM source WHERE due_slot IS NOT NULL OR next_poll_at <= now())
                                     + (SELECT count(*) FROM page WHERE due_slot IS NOT NULL OR next_at <= now())
                                """) == 0);
    }

    @Override
    public void close() {
        running.close();
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
