package org.broadsheet.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One queue read on one channel by one thread, the one that opened it. The client's thread only hands deliveries over;
 * the broker's prefetch bounds how many.
 */
final class QueueSubscription implements AutoCloseable {
    private final OwnedChannel channel;
    private final InHand inHand;
    private final String tag;
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final AtomicLong unacknowledged = new AtomicLong();
    private volatile boolean ended;

    /** @param inHand counts what this channel has got and not acknowledged */
    QueueSubscription(OwnedChannel channel, String queue, int prefetch, InHand inHand) throws IOException {
        this.channel = channel;
        this.inHand = inHand;
        channel.get().basicQos(prefetch);
        this.tag = channel.get().basicConsume(queue, false, new Inbound(channel));
        inHand.add(unacknowledged);
    }

    /**
     * @return 1 to {@code max} deliveries, or none when none came in time
     * @throws IOException if the channel or the consumer has ended; unacknowledged deliveries come again
     */
    List<Delivery> next(Duration atMost, int max) throws IOException, InterruptedException {
        var first = deliveries.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (ended) {
            throw new IOException("the broker has ended the subscription");
        }
        if (first == null) {
            return List.of();
        }
        var batch = new ArrayList<Delivery>();
        batch.add(first);
        deliveries.drainTo(batch, max - 1);
        return batch;
    }

    void ack(Delivery delivery) throws IOException {
        channel.get().basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        unacknowledged.decrementAndGet();
    }

    /** Acknowledges all deliveries of a batch, and with it all before. */
    void ackAll(List<Delivery> batch) throws IOException {
        channel.get().basicAck(batch.getLast().getEnvelope().getDeliveryTag(), true);
        unacknowledged.addAndGet(-batch.size());
    }

    /** Takes no further deliveries; those that have come may still be read and acknowledged. */
    void cancel() throws IOException {
        channel.get().basicCancel(tag);
    }

    @Override
    public void close() throws IOException {
        inHand.remove(unacknowledged);
        channel.close();
    }

    private final class Inbound extends DefaultConsumer {
        Inbound(OwnedChannel channel) {
            super(channel.get());
        }

        @Override
        public void handleDelivery(
                String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            unacknowledged.incrementAndGet();
            deliveries.add(new Delivery(envelope, properties, body));
        }

        @Override
        public void handleCancel(String consumerTag) {
            ended = true;
        }

        @Override
        public void handleShutdownSignal(String consumerTag, ShutdownSignalException signal) {
            ended = true;
        }
    }
}
