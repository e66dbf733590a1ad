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

    private final String prefix;
    private final int maxLength;

    Topology(MessagingConfig config) {
        this.prefix = config.prefix();
        this.maxLength = config.maxLength();
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

    /** @throws BrokerProblem naming what is on the broker in another form */
    void declare(Connection connection) throws IOException {
        try (var owned = OwnedChannel.open(connection)) {
            var channel = owned.get();
            var dialect = QueueDialect.of(connection);
            declaring(exchange(), () -> channel.exchangeDeclare(exchange(), BuiltinExchangeType.TOPIC, true));
            for (var type : MessageType.values()) {
                for (var consumer : type.consumers()) {
                    declare(channel, dialect, type, consumer);
                }
            }
        }
    }

    private void declare(Channel channel, QueueDialect dialect, MessageType type, Service consumer)
            throws BrokerProblem {
        var queue = queue(type, consumer);
        var dead = deadLetters(type, consumer);
        declareQueue(channel, dead, dialect.deadLetters(maxLength));
        declareQueue(channel, queue, dialect.work(maxLength, dead));
        declaring(queue, () -> channel.queueBind(queue, exchange(), type.wireName()));
    }

    private static void declareQueue(Channel channel, String name, Map<String, Object> arguments) throws BrokerProblem {
        declaring(name, () -> channel.queueDeclare(name, true, false, false, arguments));
    }

    private static void declaring(String name, Declaration declaration) throws BrokerProblem {
        try {
            declaration.run();
        } catch (IOException e) {
            throw BrokerProblem.declaring(name, e);
        }
    }

    @FunctionalInterface
    private interface Declaration {
        void run() throws IOException;
    }
}
