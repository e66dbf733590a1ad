package org.broadsheet.filter.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import java.net.URI;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.Network;
import org.broadsheet.events.Service;
import org.broadsheet.events.Sharer;
import org.broadsheet.filter.entry.EntryRepository;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.http.ServiceRunner;
import org.broadsheet.testing.TestPostgres;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;

/** How long it takes to judge one entry for 200 readers: {@code -Dtest=ScreeningBench}; no test, so it is never run by itself. */
class ScreeningBench {
    private static final int READERS = 200;
    private static final int RULES = 100;
    private static final int ROUNDS = 200;

    @Test
    void oneEntryForManyReaders() throws Exception {
        var database = TestPostgres.shared().freshDatabase();
        var plan = new ServicePlan(
                Map.of(
                        Service.FILTER,
                        new ServicePlan.Database(database.jdbcUrl(), database.user(), database.password())),
                TestRabbit.rabbitmq().amqpUrl(),
                "127.0.0.1",
                0,
                "a secret key of the tests, long enough",
                URI.create("https://news.example.org"),
                Map.of("broadsheet.amqp.prefix", "bench" + UUID.randomUUID() + "."));
        try (var running = ServiceRunner.start(plan);
                var sql = database.connect()) {
            var source = UUID.randomUUID();
            sql.setSchema("filter");
            try (var statement = sql.createStatement()) {
                statement.execute("""
                        INSERT INTO rule_set (user_id, version, blocked)
                        SELECT gen_random_uuid(), 1, ARRAY (SELECT 'blocked' || i || '.test' FROM generate_series(1, 20) AS i)
                          FROM generate_series(1, %d)""".formatted(READERS));
                statement.execute("""
                        INSERT INTO subscription (id, user_id, source_id) SELECT gen_random_uuid(), user_id, '%s'
                          FROM rule_set""".formatted(source));
                statement.execute("ANALYZE");
            }
            var entries = running.context().getBean(EntryRepository.class);
            var verdicts = running.context().getBean(VerdictRepository.class);
            @SuppressWarnings("unchecked")
            TransactionOperations<Connection> transactions =
                    running.context().getBean(TransactionOperations.class, Qualifiers.byName("filter"));
            Runnable turn = () -> {
                var store = new double[ROUNDS];
                var judge = new double[ROUNDS];
                for (int round = 0; round < ROUNDS; round++) {
                    var entry = entry(source);
                    int at = round;
                    transactions.executeWrite(status -> {
                        store[at] = millis(
                                () -> entries.store(List.of(entry)),
                                stored -> assertThat(stored).hasSize(1));
                        judge[at] = millis(
                                () -> verdicts.judge(List.of(entry.entryId()), null),
                                judged -> assertThat(judged).hasSize(READERS));
                        return true;
                    });
                }
                System.out.printf(
                        "store %.3f ms, judge %.3f ms (medians of %d)%n", median(store), median(judge), ROUNDS);
            };
            System.out.println("cold, with statistics, again; with " + RULES + " imported rules each, again:");
            turn.run();
            try (var statement = sql.createStatement()) {
                statement.execute("ANALYZE");
            }
            turn.run();
            turn.run();
            try (var statement = sql.createStatement()) {
                statement.execute("""
                        INSERT INTO mute_import (connection_id, user_id, network, handle, version)
                        SELECT gen_random_uuid(), user_id, 'mastodon', 'ann@b.test', 1 FROM rule_set""");
                statement.execute("""
                        INSERT INTO imported_rule (id, user_id, connection_id, kind, needle, expression, changed_in)
                        SELECT gen_random_uuid(), user_id, connection_id, 'word', chr(1) || 'word' || i || chr(1), 'text:word' || i, 1
                          FROM mute_import, generate_series(1, %d) AS i""".formatted(RULES));
                statement.execute("UPDATE rule_set SET mutes = true");
                statement.execute("ANALYZE");
            }
            turn.run();
            turn.run();
        }
    }

    private static <T> double millis(Supplier<T> work, Consumer<T> check) {
        long start = System.nanoTime();
        T result = work.get();
        double millis = (System.nanoTime() - start) / 1e6;
        check.accept(result);
        return millis;
    }

    private static double median(double[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static EntryIngested entry(UUID source) {
        var link =
                new EntryLink("ab".repeat(32), "https://a.test/sport/one", "a.test", "a.test", "A title of some words");
        return new EntryIngested(
                UUID.randomUUID(),
                source,
                1,
                new Sharer("mastodon:https://b.test/users/ann", "Ann", "ann@b.test", Network.MASTODON),
                null,
                "A title of an entry",
                "Some words that someone wrote, and more of them. ".repeat(10),
                Instant.parse("2026-01-02T03:04:05Z"),
                List.of(link));
    }
}
