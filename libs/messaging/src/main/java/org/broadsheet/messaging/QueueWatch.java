package org.broadsheet.messaging;

import com.rabbitmq.client.ShutdownSignalException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches the queues that this process consumes, their dead letters, and the outboxes and retry tables of its services:
 * depth and age of the oldest as metrics, and alarms. Nothing waits for it, and neither an outage of the broker nor one
 * of a database keeps it from watching the rest.
 */
@Singleton
final class QueueWatch implements AutoCloseable {
    /** Alarms need no look of their own, so one about a refusal is up a second after it. */
    private static final Duration JUDGE = Duration.ofSeconds(1);

    private final QueueWatchConfig config;
    private final Topology topology;
    private final QueueActivity activity;
    private final MessagingMetrics metrics;
    private final QueueJudge judge;
    private final BrokerConnection broker;
    private final List<WatchedQueue> queues = new ArrayList<>();
    private final List<WatchedTables> tables = new ArrayList<>();
    private final List<Supervised> threads = new ArrayList<>();

    QueueWatch(
            QueueWatchConfig config,
            MessagingConfig messaging,
            Topology topology,
            QueueActivity activity,
            MessagingMetrics metrics,
            @Nullable MeterRegistry registry) {
        this.config = config;
        this.topology = topology;
        this.activity = activity;
        this.metrics = metrics;
        this.judge = new QueueJudge(config, activity, new Alarms(registry));
        // Its own: the client ends a connection over which a body comes that is too large.
        this.broker = new BrokerConnection("watch", messaging, topology);
    }

    /** Adds a service of this process; before {@link #start}. */
    void add(String service, Transactions transactions, List<Consumption<?>> consumptions) {
        var watched = new WatchedTables(service, transactions);
        tables.add(watched);
        metrics.gauge("broadsheet.outbox.oldest.age", "service", service, watched::outboxAge);
        metrics.gauge("broadsheet.retry.oldest.age", "service", service, watched::retryAge);
        consumptions.forEach(this::add);
    }

    private void add(Consumption<?> consumption) {
        var queue = new WatchedQueue(
                consumption.consumer(),
                topology.queue(consumption.type(), consumption.service()),
                topology.deadLetters(consumption.type(), consumption.service()),
                activity);
        queues.add(queue);
        metrics.gauge("broadsheet.queue.depth", "consumer", queue.consumer(), queue::depth);
        metrics.gauge("broadsheet.queue.oldest.age", "consumer", queue.consumer(), queue::age);
        metrics.gauge("broadsheet.dead.depth", "consumer", queue.consumer(), queue::deadDepth);
        metrics.gauge("broadsheet.dead.oldest.age", "consumer", queue.consumer(), queue::deadAge);
    }

    void start() {
        threads.add(new Supervised("queue-watch", metrics, this::watchQueues));
        tables.forEach(watched ->
                threads.add(new Supervised(watched.service() + "-table-watch", metrics, stop -> watch(watched, stop))));
        threads.add(new Supervised("alarms", metrics, this::judge));
        threads.forEach(Supervised::start);
    }

    /** Asks it to end; {@link #close} waits for it. */
    void requestStop() {
        threads.forEach(Supervised::requestStop);
    }

    @Override
    public void close() {
        requestStop();
        broker.close();
        threads.parallelStream().forEach(Supervised::close);
    }

    /** One connection's life. */
    private void watchQueues(Supervised.Stop stop) throws Exception {
        try {
            while (!stop.isRequested()) {
                lookAtQueues();
                stop.healthy();
                stop.await(config.interval());
            }
        } finally {
            queues.forEach(WatchedQueue::unknown);
        }
    }

    private void lookAtQueues() throws IOException {
        for (int next = 0; next < queues.size(); ) {
            next = lookFrom(next);
        }
    }

    /** A queue that is missing ends the channel: the others are looked at on a new one. @return the next to look at */
    private int lookFrom(int first) throws IOException {
        try (var channel = broker.openChannel()) {
            for (int i = first; i < queues.size(); i++) {
                try {
                    queues.get(i).look(channel.get());
                } catch (IOException | ShutdownSignalException e) {
                    queues.get(i).unknown();
                    return i + 1;
                }
            }
        }
        return queues.size();
    }

    private void watch(WatchedTables watched, Supervised.Stop stop) throws InterruptedException {
        try {
            while (!stop.isRequested()) {
                watched.look();
                stop.healthy();
                stop.await(config.interval());
            }
        } finally {
            watched.unknown();
        }
    }

    private void judge(Supervised.Stop stop) throws InterruptedException {
        while (!stop.isRequested()) {
            queues.forEach(judge::judge);
            tables.forEach(judge::judge);
            stop.healthy();
            stop.await(JUDGE);
        }
    }
}
