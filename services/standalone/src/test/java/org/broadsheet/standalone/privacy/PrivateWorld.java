package org.broadsheet.standalone.privacy;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.broadsheet.events.DigestDue;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.Service;
import org.broadsheet.http.Credential;
import org.broadsheet.http.CredentialSigner;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.http.ServiceRunner;
import org.broadsheet.testing.ApiAnswer;
import org.broadsheet.testing.ApiClient;
import org.broadsheet.testing.MessageTap;
import org.broadsheet.testing.TestDatabase;
import org.broadsheet.testing.TestPostgres;
import org.broadsheet.testing.TestRabbit;

/** All services, readers who subscribe and block, and everything in their timelines, told as ingest tells it. */
final class PrivateWorld implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Of those that a message may be about, in one transaction. */
    private static final int AT_ONCE = 500;

    final List<PrivateReader> readers;
    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final TestDatabase database = TestPostgres.shared().freshDatabase();
    private final ServiceRunner.Running running;
    private final MessageTap digests =
            new MessageTap(TestRabbit.rabbitmq(), prefix + "broadsheet", MessageType.DIGEST_COMPOSED.wireName());
    private final CredentialSigner signer;

    PrivateWorld(long seed, int count, Path mail) {
        var random = new Random(seed);
        readers = Stream.iterate(0, number -> number + 1)
                .limit(count)
                .map(number -> PrivateReader.made(random, number))
                .toList();
        var own = new ServicePlan.Database(database.jdbcUrl(), database.user(), database.password());
        running = ServiceRunner.start(new ServicePlan(
                Arrays.stream(Service.values()).collect(toMap(Function.identity(), service -> own)),
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
                        "broadsheet.mail.directory",
                        mail.toString())));
        signer = running.context().getBean(CredentialSigner.class);
        tell();
    }

    private void tell() {
        readers.parallelStream()
                .forEach(reader -> as(reader).put("blocked-domains/" + PrivateReader.BLOCKED, Map.of()));
        publish(readers.stream()
                .flatMap(reader -> reader.subscriptions().stream())
                .toList());
        until("SELECT count(*) FROM filter.subscription", 2L * readers.size());
        publish(readers.stream().flatMap(reader -> reader.pages().stream()).toList());
        publish(readers.stream().flatMap(reader -> reader.entries().stream()).toList());
        publish(List.of(PrivateReader.publicEntry(), PrivateReader.publicPage()));
        until("SELECT count(*) FROM feed.share", (long) PrivateReader.shares() * readers.size());
        until("SELECT count(*) FROM feed.share WHERE entry_version = 2", readers.size());
        until("SELECT count(*) FROM feed.article_metadata", 4L * readers.size() + 1);
        settle();
    }

    /** Nothing is in hand any more. */
    void settle() {
        for (var service : List.of("filter", "feed")) {
            until("SELECT count(*) FROM " + service + ".outbox", 0);
            until("SELECT count(*) FROM " + service + ".retry", 0);
        }
    }

    /** As another service would; filter's outbox is as good as any. */
    void publish(Collection<? extends Event> events) {
        @SuppressWarnings("unchecked")
        TransactionOperations<Connection> transactions =
                running.context().getBean(TransactionOperations.class, Qualifiers.byName("filter"));
        var publisher =
                running.context().getBean(org.broadsheet.messaging.EventPublisher.class, Qualifiers.byName("filter"));
        var list = List.copyOf(events);
        for (int from = 0; from < list.size(); from += AT_ONCE) {
            var some = list.subList(from, Math.min(list.size(), from + AT_ONCE));
            transactions.executeWrite(status -> {
                publisher.publish(some, null);
                return true;
            });
        }
    }

    private ApiClient as(PrivateReader reader) {
        var credential = new Credential(
                UUID.randomUUID(),
                reader.id(),
                Credential.Kind.TOKEN,
                Instant.now().plus(Duration.ofHours(1)),
                false);
        return ApiClient.at(running.uri()).bearer(signer.sign(credential));
    }

    /** Every answer to a reader, by what was asked. */
    Map<String, String> answers(PrivateReader reader, PrivateReader stranger) {
        var caller = as(reader);
        var paths = new ArrayList<>(List.of(
                "feed?order=newest&size=100",
                "feed?order=popular&size=5&page=1",
                "feed?order=popular&size=5&page=2",
                "feed?state=unread&window=30d&size=100",
                "feed/hidden?size=100",
                "sources",
                "connections",
                "digests",
                "blocked-domains"));
        // What somebody would ask who knows, or guesses, what is another's.
        paths.add("feed?source=" + stranger.subscription());
        paths.add("feed?domain=only-" + stranger.mark() + ".example");
        var answers = new HashMap<String, String>();
        for (var path : paths) {
            ApiAnswer answer = caller.get(path);
            if (answer.code() != 200) {
                throw new AssertionError(path + " answers " + answer.code() + " " + answer.text());
            }
            answers.put(path.replaceAll("(source|domain)=.*", "$1=another's"), answer.text());
        }
        return answers;
    }

    /** What is chosen for a digest of each, as it is told. */
    Map<UUID, String> digests() {
        publish(readers.stream()
                .map(reader -> new DigestDue(
                        UUID.randomUUID(),
                        reader.id(),
                        Instant.now().minus(Duration.ofDays(1)),
                        Instant.now().plus(Duration.ofMinutes(1)),
                        50))
                .toList());
        await().atMost(PATIENCE).until(() -> digests.bodies().size() == readers.size());
        return digests.bodies().stream()
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .collect(toMap(PrivateWorld::reader, Function.identity()));
    }

    private static UUID reader(String digest) {
        return UUID.fromString(digest.replaceFirst("(?s).*\"userId\" ?: ?\"([^\"]+)\".*", "$1"));
    }

    void until(String count, long expected) {
        await(count).atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> number(count) == expected);
    }

    private long number(String query) throws SQLException {
        try (var own = database.connect();
                var sql = own.createStatement();
                var result = sql.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    void change(String statement, Object... parameters) throws SQLException {
        try (var own = database.connect();
                var sql = own.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                sql.setObject(i + 1, parameters[i]);
            }
            sql.executeUpdate();
        }
    }

    @Override
    public void close() {
        digests.close();
        running.close();
    }
}
