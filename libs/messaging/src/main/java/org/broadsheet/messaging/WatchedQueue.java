package org.broadsheet.messaging;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One queue that this process consumes, and its dead letters, as last seen. The thread that owns the channel looks;
 * others read. Unknown is NaN.
 */
final class WatchedQueue {
    private static final double MILLIS = 1e3;

    private final String consumer;
    private final String queue;
    private final String deadLetters;
    private final QueueActivity activity;
    private volatile double depth = Double.NaN;
    private volatile double deadDepth = Double.NaN;
    private volatile double deadAge = Double.NaN;
    private volatile @Nullable Instant knownFrom;
    private volatile @Nullable Instant waitingSince;
    private double unreadableFrom = Double.POSITIVE_INFINITY;

    /** @param queue and {@code deadLetters}: names on the broker, with prefix */
    WatchedQueue(String consumer, String queue, String deadLetters, QueueActivity activity) {
        this.consumer = consumer;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.activity = activity;
    }

    String consumer() {
        return consumer;
    }

    /** Messages that wait; on Broker-J with those that are in work. */
    double depth() {
        return depth;
    }

    double deadDepth() {
        return deadDepth;
    }

    /** Seconds since the dead letter at the head failed; 0 if there is none. */
    double deadAge() {
        return deadAge;
    }

    /** @throws IOException if the channel has ended, for example since a queue is missing */
    void look(Channel channel) throws IOException {
        waiting(channel.queueDeclarePassive(queue).getMessageCount());
        deadDepth = channel.queueDeclarePassive(deadLetters).getMessageCount();
        lookAtHead(channel);
    }

    void unknown() {
        waitingSince = null;
        depth = Double.NaN;
        deadDepth = Double.NaN;
        deadAge = Double.NaN;
    }

    /** So many messages wait now. */
    void waiting(long messages) {
        var now = activity.now();
        if (messages == 0 || Double.isNaN(depth)) {
            knownFrom = now;
        }
        if (messages == 0) {
            waitingSince = null;
        } else if (waitingSince == null) {
            waitingSince = now;
        }
        depth = messages;
    }

    /**
     * How long the oldest message has waited, in seconds. It came after the newest that was delivered, and after the queue
     * was last seen empty, so this is too long by no more than the time between two looks. What waited before this process
     * first looked, or while the broker was away, is counted from the first look on.
     */
    double age() {
        if (Double.isNaN(depth) || depth == 0) {
            return depth;
        }
        return later(Optional.ofNullable(knownFrom), activity.newestDelivered(consumer))
                .map(this::seconds)
                .orElse(0.0);
    }

    /** Seconds with messages waiting and none delivered; 0 if none waits. */
    double stillness() {
        if (Double.isNaN(depth)) {
            return Double.NaN;
        }
        return later(Optional.ofNullable(waitingSince), activity.lastDelivery(consumer))
                .filter(time -> depth > 0)
                .map(this::seconds)
                .orElse(0.0);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent()
                ? one.filter(other.get()::isBefore).or(() -> other)
                : one.or(() -> other);
    }

    /**
     * Looks at the dead letter at the head and puts it back. A head that ends the connection (a body over the limit) is
     * let be until the queue has got shorter.
     */
    private void lookAtHead(Channel channel) throws IOException {
        if (deadDepth == 0) {
            deadAge = 0;
            unreadableFrom = Double.POSITIVE_INFINITY;
            return;
        }
        if (deadDepth >= unreadableFrom) {
            deadAge = Double.NaN;
            return;
        }
        unreadableFrom = deadDepth;
        var head = channel.basicGet(deadLetters, false);
        unreadableFrom = Double.POSITIVE_INFINITY;
        if (head != null) { // else an operator has them all in hand just now
            channel.basicNack(head.getEnvelope().getDeliveryTag(), false, true);
            var failedAt = DeadLetterHeaders.failedAt(head.getProps());
            deadAge = failedAt == null ? Double.NaN : seconds(failedAt);
        }
    }

    private double seconds(Instant since) {
        return Math.max(0, Duration.between(since, activity.now()).toMillis() / MILLIS);
    }
}
