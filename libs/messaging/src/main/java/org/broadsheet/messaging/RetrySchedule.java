package org.broadsheet.messaging;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks for all consumers of one service whose messages are due, and wakes the lanes that try them. */
final class RetrySchedule {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Transactions transactions;
    private final MessagingMetrics metrics;
    private final Map<String, RetryLane> lanes;

    RetrySchedule(Transactions transactions, List<Processor<?>> processors, Duration lease, MessagingMetrics metrics) {
        this.metrics = metrics;
        this.transactions = transactions;
        var company = new ReentrantReadWriteLock(true);
        this.lanes = processors.stream()
                .map(processor -> new RetryLane(transactions, processor, company, lease))
                .collect(Collectors.toMap(RetryLane::consumer, Function.identity()));
    }

    /** Everything that needs a thread, by the name the thread gets. */
    List<Supervised> threads(String service) {
        var threads = lanes.values().stream()
                .map(lane -> new Supervised(lane.consumer() + "-retry", metrics, lane::run))
                .collect(Collectors.toList());
        threads.add(new Supervised(service + "-retry", metrics, this::run));
        return threads;
    }

    private void run(Supervised.Stop stop) throws InterruptedException {
        try {
            while (!stop.isRequested()) {
                transactions
                        .query(connection -> Retries.due(connection, lanes.keySet()))
                        .forEach((consumer, leftBehind) -> lane(consumer).wake(leftBehind));
                stop.healthy();
                stop.await(LOOK);
            }
        } finally {
            lanes.values().forEach(lane -> lane.wake(false)); // they sleep, and may have to end
        }
    }

    private RetryLane lane(String consumer) {
        return requireNonNull(lanes.get(consumer), consumer);
    }
}
