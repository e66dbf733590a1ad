package org.broadsheet.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.broadsheet.events.MessageType;
import org.broadsheet.testing.Broker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker as a stranger uses it. */
final class RawBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RawBroker.class);

    private final Connection connection;
    private final Duration patience;

    RawBroker(Broker broker) throws Exception {
        this(broker, Duration.ofSeconds(20));
    }

    RawBroker(Broker broker, Duration patience) throws Exception {
        this.patience = patience;
        var factory = new ConnectionFactory();
        factory.setUri(broker.amqpUrl());
        connection = factory.newConnection();
    }

    /** Deletes all queues of one prefix, where a broker answers. */
    static void delete(String amqpUrl, String prefix) {
        var factory = new ConnectionFactory();
        try {
            factory.setUri(amqpUrl);
            try (var connection = factory.newConnection();
                    var channel = connection.createChannel()) {
                for (var type : MessageType.values()) {
                    for (var consumer : type.consumers()) {
                        channel.queueDelete(prefix + type.queueOf(consumer));
                        channel.queueDelete(prefix + type.queueOf(consumer) + Topology.DEAD);
                    }
                }
                channel.exchangeDelete(prefix + "broadsheet");
            }
        } catch (Exception e) {
            LOG.atInfo().setCause(e).addKeyValue("prefix", prefix).log("queues of a test stay on the broker");
        }
    }

    void publish(String queue, String messageId, String type, int version, String body) throws Exception {
        try (var channel = connection.createChannel()) {
            channel.confirmSelect();
            var properties = new AMQP.BasicProperties.Builder()
                    .messageId(messageId)
                    .type(type)
                    .deliveryMode(2)
                    .headers(Map.of("x-schema-version", version))
                    .build();
            channel.basicPublish("", queue, true, properties, body.getBytes(UTF_8));
            channel.waitForConfirmsOrDie(5_000);
        }
    }

    /**
     * Messages that nobody can read.
     *
     * @return their ids
     */
    Set<String> publishAll(String queue, int count) throws Exception {
        var ids = new HashSet<String>();
        try (var channel = connection.createChannel()) {
            channel.confirmSelect();
            for (int i = 0; i < count; i++) {
                var id = UUID.randomUUID().toString();
                var properties = new AMQP.BasicProperties.Builder()
                        .messageId(id)
                        .type("rescreen.due")
                        .deliveryMode(2)
                        .build();
                channel.basicPublish("", queue, true, properties, "{ nonsense".getBytes(UTF_8));
                ids.add(id);
            }
            channel.waitForConfirmsOrDie(30_000);
        }
        return ids;
    }

    /** Takes messages off a queue until so many different ones have come. */
    Set<String> drain(String queue, int count) throws Exception {
        var ids = new HashSet<String>();
        try (var channel = connection.createChannel()) {
            Awaitility.await().atMost(patience).until(() -> {
                for (var next = channel.basicGet(queue, true); next != null; next = channel.basicGet(queue, true)) {
                    ids.add(next.getProps().getMessageId());
                }
                return ids.size() >= count;
            });
        }
        return ids;
    }

    /** A message that says nothing of itself. */
    void publishBare(String queue, String body) throws Exception {
        try (var channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish("", queue, true, null, body.getBytes(UTF_8));
            channel.waitForConfirmsOrDie(5_000);
        }
    }

    void publish(String queue, UUID messageId, long rulesVersion) throws Exception {
        publish(
                queue,
                messageId.toString(),
                "rescreen.due",
                1,
                "{\"userId\":\"0193a1b2-0000-7000-8000-000000000001\",\"rulesVersion\":" + rulesVersion + "}");
    }

    void bind(String queue, String exchange, String key) throws Exception {
        try (var channel = connection.createChannel()) {
            channel.queueBind(queue, exchange, key);
        }
    }

    void unbind(String queue, String exchange, String key) throws Exception {
        try (var channel = connection.createChannel()) {
            channel.queueUnbind(queue, exchange, key);
        }
    }

    /** Takes the next message off a queue, waiting for it. */
    GetResponse take(String queue) {
        return Awaitility.await().atMost(patience).until(() -> get(queue), response -> response != null);
    }

    @org.jspecify.annotations.Nullable
    GetResponse get(String queue) throws Exception {
        try (var channel = connection.createChannel()) {
            return channel.basicGet(queue, true);
        }
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
