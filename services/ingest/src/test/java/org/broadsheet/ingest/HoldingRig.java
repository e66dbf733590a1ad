package org.broadsheet.ingest;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.ConnectionReported;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.MutesRead;
import org.broadsheet.events.Service;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.http.ServiceRunner;
import org.broadsheet.ingest.connection.HeldCredentials;
import org.broadsheet.ingest.connection.Sent;
import org.broadsheet.ingest.timeline.PausedTimelines;
import org.broadsheet.ingest.timeline.StaleTimelines;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.networks.AccountAccess;
import org.broadsheet.networks.ConnectionKey;
import org.broadsheet.networks.CredentialSeal;
import org.broadsheet.networks.Credentials;
import org.broadsheet.networks.Finished;
import org.broadsheet.testing.MessageTap;
import org.broadsheet.testing.TestDatabase;
import org.broadsheet.testing.TestPostgres;
import org.broadsheet.testing.TestRabbit;
import org.broadsheet.testing.network.BlueskyNetwork;
import org.broadsheet.testing.network.MastodonServer;
import org.broadsheet.testing.network.NetworkServer;
import org.broadsheet.testing.network.XServer;

/** Instances of the service on one database, the three networks, and accounts that are connected as user connects them. */
final class HoldingRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final MastodonServer mastodon = MastodonServer.start();
    final BlueskyNetwork bluesky = BlueskyNetwork.start();
    final XServer x = XServer.start();
    private final NetworkDance dance;
    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final TestDatabase database = TestPostgres.shared().freshDatabase();
    private final List<ServiceRunner.Running> instances = new ArrayList<>();
    private final MessageTap reports = tap(MessageType.CONNECTION_REPORTED);
    private final MessageTap mutes = tap(MessageType.MUTES_READ);
    private final Map<String, Object> more;

    /** Nobody asks the networks but the test. */
    HoldingRig(int count) throws JsonProcessingException {
        this(count, Map.of());
    }

    HoldingRig(int count, Map<String, Object> more) throws JsonProcessingException {
        this.more = more;
        this.dance = new NetworkDance(mastodon, bluesky, x);
        start(count);
    }

    void start(int count) {
        for (int i = 0; i < count; i++) {
            instances.add(ServiceRunner.start(plan()));
        }
    }

    /** In order; what they had in hand is delivered again. */
    void stopInstances() {
        instances.forEach(ServiceRunner.Running::close);
        instances.clear();
    }

    /** What is said from now on. */
    MessageTap tap(MessageType type) {
        return new MessageTap(TestRabbit.rabbitmq(), prefix + "broadsheet", type.wireName());
    }

    Stream<NetworkServer> servers() {
        return Stream.concat(bluesky.servers().stream(), Stream.of(mastodon.server(), x.server()));
    }

    /** What an instance is started with. */
    ServicePlan plan() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("broadsheet.amqp.prefix", prefix);
        settings.put("broadsheet.amqp.poll-interval", "20ms");
        settings.put("broadsheet.ingest.tick", "50ms");
        settings.put("broadsheet.ingest.survey.in-flight", "0");
        settings.put(
                "broadsheet.fetch-allow", servers().map(NetworkServer::allow).collect(Collectors.joining(",")));
        settings.put("broadsheet.x.api-url", x.server().url().toString());
        settings.put("broadsheet.x.client-id", NetworkDance.X_CLIENT);
        settings.put("broadsheet.x.client-secret", dance.xSecret());
        settings.putAll(more);
        return new ServicePlan(
                Map.of(
                        Service.INGEST,
                        new ServicePlan.Database(database.jdbcUrl(), database.user(), database.password())),
                TestRabbit.rabbitmq().amqpUrl(),
                "127.0.0.1",
                0,
                "a secret key of the tests, long enough",
                URI.create("https://news.example.org"),
                settings);
    }

    private static <T> T named(ServiceRunner.Running instance, Class<T> type) {
        return instance.context().getBean(type, Qualifiers.byName("ingest"));
    }

    AccountAccess access() {
        return named(instances.getFirst(), AccountAccess.class);
    }

    /** The dance, as user has it danced; {@code app-password} is Bluesky's other way. */
    Finished.Connected connect(String kind) {
        return dance.connect(kind, named(instances.getFirst(), ApiExchange.class));
    }

    /** What user says of an account that was connected. */
    ConnectionOpened opened(UUID id, UUID userId, long version, Finished.Connected account) {
        var credentials = account.credentials();
        var key = new ConnectionKey(userId, credentials.network(), id);
        return new ConnectionOpened(
                id,
                userId,
                credentials.network(),
                credentials.api().toString(),
                account.accountId(),
                account.handle(),
                version,
                named(instances.getFirst(), CredentialSeal.class).seal(credentials, key),
                Instant.now());
    }

    /** A connection of somebody, held. */
    ConnectionOpened open(String kind) {
        var opened = opened(UUID.randomUUID(), UUID.randomUUID(), 1, connect(kind));
        deliver(opened);
        return opened;
    }

    Credentials credentials(ConnectionOpened event) {
        return named(instances.getFirst(), CredentialSeal.class)
                .open(event.credentials(), new ConnectionKey(event.userId(), event.network(), event.connectionId()))
                .orElseThrow();
    }

    /** Asks something that needs a token, by one of the instances. */
    Sent ask(int instance, ConnectionOpened connection) {
        var path = switch (connection.network()) {
            case MASTODON -> "/api/v1/accounts/verify_credentials";
            case X -> "/2/users/me";
            default -> "/xrpc/com.atproto.server.getSession";
        };
        return instances
                .get(instance)
                .context()
                .getBean(HeldCredentials.class)
                .send(connection.connectionId(), ApiRequest.get(URI.create(connection.server() + path)));
    }

    void expireAccessTokens() {
        bluesky.authorization().expireAccessTokens();
        bluesky.sessions().expireAccessTokens();
        x.expireAccessTokens();
    }

    /** How many refresh tokens the networks gave, the first ones included. */
    long refreshTokens() {
        return servers()
                .flatMap(server -> server.secrets().stream())
                .filter(secret -> secret.contains("refresh"))
                .count();
    }

    TransactionOperations<Connection> transactions() {
        @SuppressWarnings("unchecked")
        TransactionOperations<Connection> transactions = named(instances.getFirst(), TransactionOperations.class);
        return transactions;
    }

    /** Publishes as another service would, and waits until each has had its effect before the next is said. */
    void deliver(Event... events) {
        for (var event : events) {
            transactions().executeWrite(status -> {
                named(instances.getFirst(), EventPublisher.class).publish(List.of(event), null);
                return true;
            });
            var id = MessageType.messageId(event);
            until("SELECT count(*) FROM inbox WHERE message_id = '" + id + "'", 1);
        }
    }

    /** What user was told of a connection, in order. */
    List<ConnectionReported> reports(UUID connectionId) {
        until("SELECT count(*) FROM outbox", 0);
        return reports.everythingUpToNow().stream()
                .map(body -> read(body, ConnectionReported.class))
                .filter(report -> report.connectionId().equals(connectionId))
                .toList();
    }

    /** What filter was told of a connection's mutes, in order. */
    List<MutesRead> mutes(UUID connectionId) {
        until("SELECT count(*) FROM outbox", 0);
        return mutes.everythingUpToNow().stream()
                .map(body -> read(body, MutesRead.class))
                .filter(read -> read.connectionId().equals(connectionId))
                .toList();
    }

    /** Until the survey that is due, or in hand, has had its effect. */
    void untilSurveyed(UUID connectionId) {
        until(
                "SELECT count(*) FROM survey WHERE due_slot IS NULL AND next_at > now() AND connection_id = '"
                        + connectionId + "'",
                1);
    }

    /** Surveys a connection again, now. */
    void surveyAgain(UUID connectionId) {
        rows().change("UPDATE survey SET next_at = now() WHERE connection_id = '" + connectionId + "'");
        untilSurveyed(connectionId);
    }

    List<byte[]> messages() {
        until("SELECT count(*) FROM outbox", 0);
        return reports.everythingUpToNow();
    }

    private static <T> T read(byte[] body, Class<T> type) {
        try {
            return io.micronaut.serde.ObjectMapper.getDefault().readValue(body, type);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void until(String count, long expected) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> HoldingRows.count(database, count) == expected);
    }

    long countStale() {
        return instances.getFirst().context().getBean(StaleTimelines.class).count();
    }

    long countPaused() {
        return instances.getFirst().context().getBean(PausedTimelines.class).count();
    }

    /** Another who is at the database. */
    Connection connect() throws SQLException {
        var connection = database.connect();
        connection.setSchema("ingest");
        return connection;
    }

    HoldingRows rows() {
        return new HoldingRows(database);
    }

    @Override
    public void close() {
        stopInstances();
        reports.close();
        mutes.close();
        mastodon.close();
        bluesky.close();
        x.close();
    }
}
