package org.broadsheet.standalone.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.broadsheet.standalone.job.StandaloneProcess;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, beside a standalone that runs. */
class DeadLetterCommandIT {
    private static final String CONSUMER = "filter.rescreen-due";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    @Test
    void findsTheBrokerOfARunningStandaloneAndWorksOnItsDeadLetters() throws Exception {
        try (var standalone = StandaloneProcess.start(data, Map.of())) {
            assertThat(standalone.uri()).isNotNull();
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class) // until the queue is declared
                    .untilAsserted(() -> publish(address(), CONSUMER, "first nonsense"));
            publish(address(), CONSUMER, "second nonsense");
            await().atMost(PATIENCE).until(() -> run("list").out().contains("2 dead letters"));

            var list = run("list", "--consumer", CONSUMER);
            assertThat(list.out()).contains("2  filter.rescreen-due", "not a rescreen.due");
            assertThat(list.err()).isEmpty();
            var each = run("list", "--each", "--json");
            assertThat(each.out()).hasLineCount(2).contains("\"consumer\":\"filter.rescreen-due\"");
            var shown = run("show", "--limit", "1");
            assertThat(shown.out()).contains("x-reason: ", "nonsense", "1 dead letter");

            var dryRun = run("discard", "--all", "--dry-run");
            assertThat(dryRun.out()).contains("2 dead letters would be discarded, 0 left; nothing was changed");
            var replayed = run("replay", "--reason", "RESCREEN", "--limit", "1", "--json");
            assertThat(replayed.out()).contains("\"replayed\":1,\"refused\":0,\"left\":1");
            await().atMost(PATIENCE).until(() -> run("list").out().contains("2 dead letters")); // unreadable as before
            assertThat(run("discard", "--all").out()).contains("2 dead letters discarded, 0 left");
            assertThat(run("list").out()).isEqualTo("0 dead letters\n");
            assertThat(standalone.stop()).isEqualTo(143);
        }
        var nothing = run("list");
        assertThat(nothing.status()).isEqualTo(1);
        assertThat(nothing.err()).contains("runs on " + data).hasLineCount(1);
    }

    @Test
    void whatIsNotTakenIsSaidByTheExitStatus() throws Exception {
        var url = TestRabbit.rabbitmq().amqpUrl();
        var prefix = "t" + UUID.randomUUID() + ".";
        var here = new String[] {"--amqp-url", url, "--prefix", prefix};
        var empty = Command.run(Map.of(), with(here, "list"));
        assertThat(empty.status()).isEqualTo(1);
        assertThat(empty.err()).contains("none of these dead letter queues", "--prefix");

        var dead = prefix + CONSUMER + ".dead";
        try (var connection = connect(url);
                var channel = connection.createChannel()) {
            channel.queueDeclare(dead, true, false, false, Map.of());
            publish(url, dead, "nonsense");
            var replay = Command.run(Map.of(), with(here, "replay", "--consumer", CONSUMER));
            assertThat(replay.status()).isEqualTo(1);
            assertThat(replay.out()).contains("0 dead letters replayed, 1 left");
            assertThat(replay.err()).contains("its queue, which is full or missing, takes 1 of the letters not");
            assertThat(channel.messageCount(dead)).isEqualTo(1);
            channel.queueDelete(dead);
        }
    }

    private static String[] with(String[] more, String... words) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    private String address() throws IOException {
        return BrokerAddressFile.read(data).orElseThrow();
    }

    private static Connection connect(String url) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(url);
        return factory.newConnection();
    }

    private static void publish(String url, String queue, String body) throws Exception {
        try (var connection = connect(url);
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            var properties = new AMQP.BasicProperties.Builder()
                    .messageId(UUID.randomUUID().toString())
                    .type("rescreen.due")
                    .deliveryMode(2)
                    .headers(Map.of("x-schema-version", 1))
                    .build();
            channel.basicPublish("", queue, true, properties, body.getBytes(UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    private Command run(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DeadLetterCommand.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("BROADSHEET_"));
        builder.redirectError(data.resolve("dlq.err").toFile());
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Command(process.exitValue(), out, Files.readString(data.resolve("dlq.err")));
    }
}
