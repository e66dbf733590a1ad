package org.broadsheet.standalone.job;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.Network;
import org.broadsheet.events.Service;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.http.ServiceRunner;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.testing.TestDatabase;
import org.broadsheet.testing.TestPostgres;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader stays away, is told, and comes back; through all services. */
class AwayReaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path mail;

    private final TestDatabase database = TestPostgres.shared().freshDatabase();

    private ServiceRunner.Running start() {
        var own = new ServicePlan.Database(database.jdbcUrl(), database.user(), database.password());
        return ServiceRunner.start(new ServicePlan(
                Arrays.stream(Service.values()).collect(toMap(Function.identity(), service -> own)),
                TestRabbit.rabbitmq().amqpUrl(),
                "127.0.0.1",
                0,
                "a secret key of the tests, long enough",
                URI.create("https://news.example.org"),
                Map.of(
                        "broadsheet.amqp.prefix",
                        "t" + UUID.randomUUID().toString().substring(0, 8) + ".",
                        "broadsheet.mail.directory",
                        mail.toString())));
    }

    @Test
    void theTimelineRestsOneMailSaysSoAndTheFirstLookAtThePaperWakesIt() throws Exception {
        try (var running = start()) {
            var reader = Reader.signUp(running.uri(), "ann@example.org");
            var userId =
                    UUID.fromString(String.valueOf(reader.get("account").data().get("id")));
            var connection = connect(running, userId);
            assertThat(reader.post("sources", Map.of("url", "timeline://" + connection + "/home"))
                            .status())
                    .isEqualTo(202);
            awaitReason(reader, "Connect the account again");

            change("UPDATE ingest.reader_activity SET seen_on = current_date - 40");
            change("UPDATE ingest.source SET next_poll_at = now()");
            awaitReason(reader, "Paused: nobody has read here since ");
            assertThat(reader.all("sources").getFirst().get("nextPollAt")).isNull();
            await().atMost(PATIENCE).until(() -> mails().size() == 1);
            assertThat(Files.readString(mails().getFirst()))
                    .contains("To: ann@example.org", "https://news.example.org/");

            assertThat(reader.get("feed").status()).isEqualTo(200);
            awaitReason(reader, "Connect the account again");
            assertThat(mails()).hasSize(1);
        }
    }

    private static void awaitReason(Reader reader, String words) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reader.all("sources").getFirst().get("reason"))
                        .asString()
                        .startsWith(words));
    }

    private List<Path> mails() throws IOException {
        try (var files = Files.list(mail)) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
    }

    /** An account whose credentials nobody can read, so that no network is asked. */
    private UUID connect(ServiceRunner.Running running, UUID userId) throws SQLException {
        var id = UUID.randomUUID();
        var server = "https://social.example";
        change("""
                INSERT INTO "user".connection (id, user_id, network, server, account_id, handle, version, created_at)
                VALUES ('%s', '%s', 'mastodon', '%s', '1', 'ann@social.example', 1, now())""".formatted(id, userId, server));
        @SuppressWarnings("unchecked")
        TransactionOperations<Connection> transactions =
                running.context().getBean(TransactionOperations.class, Qualifiers.byName("user"));
        var publisher = running.context().getBean(EventPublisher.class, Qualifiers.byName("user"));
        var opened = new ConnectionOpened(
                id, userId, Network.MASTODON, server, "1", "ann@social.example", 1, "unreadable", Instant.now());
        transactions.executeWrite(status -> {
            publisher.publish(opened);
            return true;
        });
        return id;
    }

    private void change(String statement) throws SQLException {
        try (var connection = database.connect();
                var sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        }
    }
}
