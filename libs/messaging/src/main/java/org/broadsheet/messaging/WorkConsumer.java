package org.broadsheet.messaging;

import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a queue one by one with several in work at a time. The broker's prefetch is the bound on how many; each is
 * acknowledged by itself, by the thread that owns the channel, as soon as it is settled in the database.
 */
final class WorkConsumer {
    private static final Duration WAIT = Duration.ofMillis(20);
    private static final Duration LAST_WORK = Duration.ofSeconds(4);

    private final Processor<?> processor;
    private final BrokerConnection broker;
    private final String queue;
    private final int concurrency;

    WorkConsumer(Processor<?> processor, BrokerConnection broker, String queue, int concurrency) {
        this.processor = processor;
        this.broker = broker;
        this.queue = queue;
        this.concurrency = concurrency;
    }

    private record Done(Delivery delivery, @Nullable Throwable failure) {}

    /** One channel's life. */
    void run(Supervised.Stop stop) throws Exception {
        BlockingQueue<Done> done = new LinkedBlockingQueue<>();
        try (var subscription = new QueueSubscription(broker.openChannel(), queue, concurrency, processor.inHand())) {
            int working = 0;
            while (!stop.isRequested()) {
                for (var delivery : subscription.next(WAIT, concurrency)) {
                    working++;
                    Thread.ofVirtual().name(queue + "-work").start(() -> done.add(settle(delivery)));
                }
                working -= acknowledge(subscription, done);
                stop.healthy();
            }
            subscription.cancel();
            finish(subscription, done, working);
        }
    }

    private Done settle(Delivery delivery) {
        try {
            processor.work(delivery);
            return new Done(delivery, null);
        } catch (Throwable e) {
            return new Done(delivery, e);
        }
    }

    private static int acknowledge(QueueSubscription subscription, BlockingQueue<Done> done) throws IOException {
        int count = 0;
        for (var next = done.poll(); next != null; next = done.poll()) {
            acknowledge(subscription, next);
            count++;
        }
        return count;
    }

    private static void acknowledge(QueueSubscription subscription, Done done) throws IOException {
        if (done.failure() != null) {
            throw new IOException("the database did not take the outcome of a message", done.failure());
        }
        subscription.ack(done.delivery());
    }

    /** What is in work may finish, for a while; what does not is delivered again. */
    private static void finish(QueueSubscription subscription, BlockingQueue<Done> done, int working)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LAST_WORK.toNanos();
        for (int left = working; left > 0; left--) {
            var next = done.poll(deadline - System.nanoTime(), java.util.concurrent.TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            acknowledge(subscription, next);
        }
    }
}
