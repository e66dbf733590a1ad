package org.broadsheet.messaging;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.Service;

/**
 * Exchange, queues and bindings, all declared from {@link MessageType}: one topic exchange, for each consumer of each
 * message a queue {@code <service>.<message>} and its dead letters {@code <service>.<message>.dead}. Every process
 * declares all of it, so whoever starts first publishes into queues that exist.
 */
@Singleton
final class Topology {
    /** Ends the name of a dead letter queue. */
    static final String DEAD = ".dead";

    private static final Map<String, Object> RABBITMQ_QUEUE = Map.of("x-queue-type", "quorum");

    private final String prefix;

    Topology(MessagingConfig config) {
        this.prefix = config.prefix();
    }

    String exchange() {
        return prefix + "broadsheet";
    }

    String queue(MessageType type, Service consumer) {
        return prefix + type.queueOf(consumer);
    }

    String deadLetters(MessageType type, Service consumer) {
        return queue(type, consumer) + DEAD;
    }

    void declare(Connection connection) throws IOException {
        var channel = connection.createChannel();
        channel.exchangeDeclare(exchange(), BuiltinExchangeType.TOPIC, true);
        for (var type : MessageType.values()) {
            for (var consumer : type.consumers()) {
                declareQueue(channel, deadLetters(type, consumer));
                declareQueue(channel, queue(type, consumer));
                channel.queueBind(queue(type, consumer), exchange(), type.wireName());
            }
        }
        closeQuietly(channel);
    }

    private static void declareQueue(Channel channel, String name) throws IOException {
        boolean rabbitMq = !String.valueOf(
                        channel.getConnection().getServerProperties().get("product"))
                .contains("Qpid");
        channel.queueDeclare(name, true, false, false, rabbitMq ? RABBITMQ_QUEUE : Map.of());
    }

    private static void closeQuietly(Channel channel) throws IOException {
        try {
            channel.close();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IOException("the broker did not answer the end of a channel", e);
        }
    }
}
