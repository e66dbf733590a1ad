package org.broadsheet.ingest;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.broadsheet.embedded.EmbeddedPostgres;
import org.broadsheet.embedded.PostgresOptions;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.Service;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.http.ServiceRunner;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.testing.RabbitNode;
import org.jspecify.annotations.Nullable;

/**
 * From "all sources are due" to all of their entries in {@code entry.ingested}, on a PostgreSQL with fsync and a RabbitMQ
 * on the same machine. {@code bench/ingest.sh} runs it. The process is ingest, the server that answers it, and the ear that
 * counts, so its CPU time is a little more than ingest's.
 */
final class IngestBench {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final EmbeddedPostgres postgres;
    private final ServiceRunner.Running ingest;
    private @Nullable Connection ear;

    private IngestBench(EmbeddedPostgres postgres, ServiceRunner.Running ingest) {
        this.postgres = postgres;
        this.ingest = ingest;
    }

    /** @param used seconds of processor time while it lasted */
    record Burst(int feeds, int entries, double seconds, Cpu used) {
        double perSecond() {
            return feeds * entries / seconds;
        }

        Cpu perThousand() {
            return used.times(1_000.0 / (feeds * entries));
        }
    }

    /** @param arguments folder to work in, file of the result, feeds */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        int feeds = Integer.parseInt(arguments[2]);
        try (var rabbit = RabbitNode.start(Files.createDirectories(folder.resolve("rabbitmq")));
                var postgres = EmbeddedPostgres.start(
                        folder.resolve("postgresql"), PostgresOptions.durable(folder.resolve("binaries")));
                var server = new BenchServer();
                var ingest = start(postgres, rabbit.broker().amqpUrl())) {
            var bench = new IngestBench(postgres, ingest);
            bench.await(() -> bench.listens(rabbit.broker().amqpUrl()));
            bench.subscribe(server, feeds);
            var bursts = new ArrayList<Burst>();
            System.out.printf(
                    Locale.ROOT,
                    "%8s %8s %10s %12s %18s %12s %10s%n",
                    "feeds",
                    "entries",
                    "seconds",
                    "entries/s",
                    "CPU s/1000: ingest",
                    "PostgreSQL",
                    "RabbitMQ");
            for (int each : List.of(30, 30, 50, 50)) {
                var burst = bench.burst(server, feeds, each);
                bursts.add(burst);
                System.out.printf(
                        Locale.ROOT,
                        "%8d %8d %10.1f %12.0f %18.2f %12.2f %10.2f%n",
                        burst.feeds(),
                        burst.feeds() * burst.entries(),
                        burst.seconds(),
                        burst.perSecond(),
                        burst.perThousand().own(),
                        burst.perThousand().postgres(),
                        burst.perThousand().rabbit());
            }
            bench.hangUp();
            long peak = peakMebibytes();
            System.out.printf(Locale.ROOT, "peak resident memory of the process: %d MiB%n", peak);
            Files.writeString(Path.of(arguments[1]), json(bursts, peak));
        }
        System.exit(0); // the registry of a closed context keeps a thread
    }

    private static ServiceRunner.Running start(EmbeddedPostgres postgres, String amqpUrl) {
        return ServiceRunner.start(new ServicePlan(
                Map.of(
                        Service.INGEST,
                        new ServicePlan.Database(postgres.jdbcUrl(), postgres.user(), postgres.password())),
                amqpUrl,
                "127.0.0.1",
                0,
                "a secret key of the benchmark, long enough",
                URI.create("https://news.example.org"),
                Map.of("broadsheet.fetch-allow", "127.0.0.0/8")));
    }

    /** As filter would, as soon as its queue is there. */
    private boolean listens(String amqpUrl) {
        try {
            var factory = new ConnectionFactory();
            factory.setUri(amqpUrl);
            ear = factory.newConnection();
            var channel = ear.createChannel();
            channel.basicQos(500);
            channel.basicConsume(
                    MessageType.of(EntryIngested.class).queueOf(Service.FILTER),
                    false,
                    (tag, delivery) -> {
                        heard.add(String.valueOf(delivery.getProperties().getMessageId()));
                        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    },
                    tag -> {});
            return true;
        } catch (IOException notYet) {
            hangUp();
            return false;
        } catch (GeneralSecurityException | URISyntaxException | TimeoutException e) {
            throw new IllegalStateException("the broker can't be used", e);
        }
    }

    private void hangUp() {
        if (ear != null) {
            ear.abort(1_000);
        }
    }

    /** Until every source was read once, with nothing in it. */
    private void subscribe(BenchServer server, int feeds) throws Exception {
        var user = UUID.randomUUID();
        var events = IntStream.range(0, feeds)
                .mapToObj(host -> new SourceSubscribed(UUID.randomUUID(), user, server.feed(host), Instant.now()))
                .toList();
        @SuppressWarnings("unchecked")
        TransactionOperations<java.sql.Connection> transactions =
                ingest.context().getBean(TransactionOperations.class, Qualifiers.byName("ingest"));
        var publisher = ingest.context().getBean(EventPublisher.class, Qualifiers.byName("ingest"));
        transactions.executeWrite(status -> {
            publisher.publish(events, null);
            return true;
        });
        await(() -> count("SELECT count(*) FROM source WHERE state = 'active' AND due_slot IS NULL") == feeds);
    }

    private Burst burst(BenchServer server, int feeds, int entries) throws Exception {
        server.publish(entries);
        int expected = heard.size() + feeds * entries;
        var before = Cpu.used();
        long start = System.nanoTime();
        update("UPDATE source SET next_poll_at = now(), due_slot = NULL");
        await(() -> heard.size() >= expected);
        return new Burst(
                feeds, entries, (System.nanoTime() - start) / 1e9, Cpu.used().minus(before));
    }

    private interface Condition {
        boolean holds() throws SQLException;
    }

    private void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + PATIENCE + "; entries heard: " + heard.size());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private long count(String query) throws SQLException {
        try (var own = own();
                var statement = own.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void update(String sql) throws SQLException {
        try (var own = own();
                var statement = own.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private java.sql.Connection own() throws SQLException {
        var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        connection.setSchema("ingest");
        return connection;
    }

    private static long peakMebibytes() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(0);
    }

    private static String json(List<Burst> bursts, long peak) {
        var rows = bursts.stream()
                .map(burst -> String.format(
                        Locale.ROOT,
                        "{\"feeds\": %d, \"entries\": %d, \"seconds\": %.1f, \"perSecond\": %.0f, \"cpuSecondsPerThousand\": {\"ingest\": %.2f, \"postgresql\": %.2f, \"rabbitmq\": %.2f}}",
                        burst.feeds(),
                        burst.feeds() * burst.entries(),
                        burst.seconds(),
                        burst.perSecond(),
                        burst.perThousand().own(),
                        burst.perThousand().postgres(),
                        burst.perThousand().rabbit()))
                .toList();
        return "{\"benchmark\": \"ingest\", \"peakResidentMebibytes\": " + peak + ",\n  \"bursts\": ["
                + String.join(", ", rows) + "]}\n";
    }
}
