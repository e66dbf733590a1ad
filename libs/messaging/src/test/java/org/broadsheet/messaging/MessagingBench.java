package org.broadsheet.messaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.broadsheet.embedded.EmbeddedPostgres;
import org.broadsheet.embedded.PostgresOptions;
import org.broadsheet.testing.RabbitNode;
import org.broadsheet.testing.TestDatabase;

/**
 * What messaging carries, beside what RabbitMQ's own PerfTest carries on the same broker in turn, and how long a message
 * waits from its commit to its confirm. {@code bench/messaging.sh} runs it.
 */
final class MessagingBench {
    private MessagingBench() {}

    /** One round: PerfTest, then ours. */
    record Round(double perfTest, double broadsheet) {
        double ratio() {
            return broadsheet / perfTest;
        }
    }

    /** @param arguments folder to work in, class path of PerfTest, file of the result, rounds, seconds of each part */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[3]);
        int seconds = Integer.parseInt(arguments[4]);
        try (var rabbit = RabbitNode.start(Files.createDirectories(folder.resolve("rabbitmq")));
                var postgres = EmbeddedPostgres.start(
                        folder.resolve("postgresql"), PostgresOptions.durable(folder.resolve("binaries")))) {
            var amqpUrl = rabbit.broker().amqpUrl();
            var database = new TestDatabase(postgres.jdbcUrl(), postgres.user(), postgres.password());
            var flow = new MessagingFlow(database, amqpUrl);
            System.out.printf(Locale.ROOT, "%-6s %14s %14s %7s%n", "round", "PerfTest/s", "Broadsheet/s", "ratio");
            var all = new ArrayList<Round>();
            for (int i = 1; i <= rounds; i++) {
                var round = new Round(perfTest(arguments[1], rabbit, seconds), flow.throughput(seconds));
                all.add(round);
                System.out.printf(
                        Locale.ROOT,
                        "%-6d %14.0f %14.0f %7.2f%n",
                        i,
                        round.perfTest(),
                        round.broadsheet(),
                        round.ratio());
            }
            var delay = flow.delay(500, seconds);
            System.out.printf(
                    Locale.ROOT,
                    "commit to confirm at 500 messages/s: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                    delay.p50(),
                    delay.p99(),
                    delay.longest());
            Files.writeString(Path.of(arguments[2]), json(rabbit.broker().name(), all, delay));
        }
        System.exit(0); // the registry of a closed context keeps a thread
    }

    private static double perfTest(String classPath, RabbitNode rabbit, int seconds)
            throws IOException, InterruptedException {
        var queue = "perf-test-" + System.nanoTime();
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "com.rabbitmq.perf.PerfTest",
                        "--uri",
                        rabbit.broker().amqpUrl(),
                        "--quorum-queue",
                        "--queue",
                        queue,
                        "--flag",
                        "persistent",
                        "--flag",
                        "mandatory",
                        "--confirm",
                        "500",
                        "--size",
                        "1024",
                        "--qos",
                        "200",
                        "--multi-ack-every",
                        "100",
                        "--time",
                        Integer.toString(seconds)))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        rabbit.control("delete_queue", queue); // what it left in it would cost the next part memory
        return output.lines()
                .filter(line -> line.contains("receiving rate avg:"))
                .map(line -> line.replaceFirst("^.*receiving rate avg: (\\d+) msg/s.*$", "$1"))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("PerfTest tells no rate:\n" + output));
    }

    private static String json(String broker, List<Round> rounds, MessagingFlow.Delay delay) {
        var rows = rounds.stream()
                .map(round -> String.format(
                        Locale.ROOT,
                        "{\"perfTest\": %.0f, \"broadsheet\": %.0f, \"ratio\": %.2f}",
                        round.perfTest(),
                        round.broadsheet(),
                        round.ratio()))
                .toList();
        double[] ratios = rounds.stream().mapToDouble(Round::ratio).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "{\"benchmark\": \"messaging\", \"broker\": \"%s\", \"messageBytes\": 1024, \"medianRatio\": %.2f,%n"
                        + "  \"rounds\": [%s],%n"
                        + "  \"commitToConfirmMillis\": {\"rate\": 500, \"p50\": %.1f, \"p99\": %.1f, \"longest\": %.1f}}%n",
                broker,
                ratios[ratios.length / 2],
                String.join(", ", rows),
                delay.p50(),
                delay.p99(),
                delay.longest());
    }
}
