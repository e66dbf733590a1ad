package org.broadsheet.messaging;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how long handlers take. One that passes its deadline is reported and counted while it still runs; work outside
 * the database is interrupted too, so that it fails, frees its place and is tried again.
 */
final class Deadlines {
    private static final Logger log = LoggerFactory.getLogger(Deadlines.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Duration deadline;
    private final MessagingMetrics metrics;
    private final Set<InHand> running = ConcurrentHashMap.newKeySet();

    Deadlines(Duration deadline, MessagingMetrics metrics) {
        this.deadline = deadline;
        this.metrics = metrics;
    }

    /** Begins to watch database work of the calling thread; closing the result ends it. */
    InHand begin(String consumer, UUID messageId) {
        return begin(new InHand(consumer, messageId, null));
    }

    /** Begins to watch work outside the database, which the calling thread does. */
    InHand beginWork(String consumer, UUID messageId) {
        return begin(new InHand(consumer, messageId, Thread.currentThread()));
    }

    private InHand begin(InHand inHand) {
        running.add(inHand);
        return inHand;
    }

    void run(Supervised.Stop stop) throws InterruptedException {
        while (!stop.isRequested()) {
            look(System.nanoTime());
            stop.healthy();
            stop.await(LOOK);
        }
    }

    void look(long nanoTime) {
        running.forEach(inHand -> inHand.look(nanoTime));
    }

    /** A handler that runs. */
    final class InHand implements AutoCloseable {
        private final String consumer;
        private final UUID messageId;
        private final @Nullable Thread interruptible;
        private final long since = System.nanoTime();
        private boolean reported;
        private boolean ended;

        private InHand(String consumer, UUID messageId, @Nullable Thread interruptible) {
            this.consumer = consumer;
            this.messageId = messageId;
            this.interruptible = interruptible;
        }

        private synchronized void look(long nanoTime) {
            if (ended || reported || nanoTime - since < deadline.toNanos()) {
                return;
            }
            reported = true;
            metrics.overdue(consumer);
            log.atWarn()
                    .addKeyValue("consumer", consumer)
                    .addKeyValue("messageId", messageId)
                    .addKeyValue("seconds", Duration.ofNanos(nanoTime - since).toSeconds())
                    .log("a handler has passed its deadline");
            if (interruptible != null) {
                interruptible.interrupt();
            }
        }

        /** An interrupt that came too late must not hit what the thread does next. */
        @Override
        public synchronized void close() {
            ended = true;
            running.remove(this);
            if (reported && interruptible != null && Thread.interrupted()) {
                log.atInfo().addKeyValue("consumer", consumer).log("the handler ended by itself after its deadline");
            }
        }
    }
}
