package org.broadsheet.testing;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Hears what is published to a topic exchange under one routing key, beside whoever else does. */
public final class MessageTap implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MARKER = "marker";

    private final Connection connection;
    private final Channel channel;
    private final String queue;
    private final List<Heard> messages = new CopyOnWriteArrayList<>();
    private final Set<String> markers = ConcurrentHashMap.newKeySet();

    /** @param correlationId what it belongs to */
    public record Heard(
            String type,
            String id,
            @Nullable String correlationId,
            @SuppressWarnings("ArrayRecordComponent") byte[] body) {}

    /** Listens from now on; the exchange is made if it is not there yet. */
    public MessageTap(Broker broker, String exchange, String routingKey) {
        try {
            var factory = new ConnectionFactory();
            factory.setUri(broker.amqpUrl());
            connection = factory.newConnection();
            channel = connection.createChannel();
            channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
            queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, exchange, routingKey);
            channel.basicConsume(
                    queue, true, (_, message) -> heard(message.getProperties(), message.getBody()), _ -> {});
        } catch (Exception e) {
            throw new IllegalStateException("nothing can be heard at " + exchange, e);
        }
    }

    private void heard(AMQP.BasicProperties properties, byte[] body) {
        if (MARKER.equals(properties.getType())) {
            markers.add(properties.getMessageId());
        } else {
            messages.add(
                    new Heard(properties.getType(), properties.getMessageId(), properties.getCorrelationId(), body));
        }
    }

    /** What was heard so far; more may be on its way. */
    public List<Heard> messages() {
        return List.copyOf(messages);
    }

    /** As {@link #messages()}. */
    public List<byte[]> bodies() {
        return messages.stream().map(Heard::body).toList();
    }

    /** Everything that the broker had taken when this was called: a marker of ours goes behind it and is waited for. */
    public List<byte[]> everythingUpToNow() {
        var id = UUID.randomUUID().toString();
        var properties =
                new AMQP.BasicProperties.Builder().type(MARKER).messageId(id).build();
        try {
            synchronized (channel) {
                channel.basicPublish("", queue, properties, new byte[0]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> markers.remove(id));
        return bodies();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
