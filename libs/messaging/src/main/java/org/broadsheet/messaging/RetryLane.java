package org.broadsheet.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries the messages of one service's retry table again when their time has come, each by itself. The schedule is in the
 * database, so it survives the loss of every process and of the broker.
 */
final class RetryLane {
    private static final Logger log = LoggerFactory.getLogger(RetryLane.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Longer than a message takes; after it another process may try. Whoever comes late finds the inbox taken. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** Claimed at once and tried at the same time, so that none waits with its lease running. */
    private static final int CONCURRENCY = 8;

    private final Transactions transactions;
    private final Map<String, Processor<?>> processors;

    RetryLane(Transactions transactions, List<Processor<?>> processors) {
        this.transactions = transactions;
        this.processors = processors.stream().collect(Collectors.toMap(Processor::consumer, Function.identity()));
    }

    void run(Supervised.Stop stop) throws Exception {
        while (!stop.isRequested()) {
            var due = transactions.query(
                    connection -> Retries.claim(connection, processors.keySet(), CONCURRENCY, LEASE));
            stop.healthy();
            if (due.isEmpty()) {
                stop.await(POLL);
            } else {
                tryAgain(due);
            }
        }
    }

    private void tryAgain(List<Retries.Row> due) {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(row -> workers.execute(() -> tryAgain(row)));
        }
    }

    private void tryAgain(Retries.Row row) {
        try {
            processor(row).processAgain(row);
        } catch (RuntimeException e) {
            // The row stays; its lease ends, and then it is tried again.
            log.atWarn()
                    .addKeyValue("consumer", row.consumer())
                    .addKeyValue("messageId", row.envelope().messageId())
                    .addKeyValue("failure", FailureDigest.of(e))
                    .log("the outcome of an attempt could not be stored");
        }
    }

    private Processor<?> processor(Retries.Row row) {
        var processor = processors.get(row.consumer());
        if (processor == null) {
            throw new IllegalStateException("claimed a message of " + row.consumer());
        }
        return processor;
    }
}
