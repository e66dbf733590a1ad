package org.broadsheet.digest;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.broadsheet.events.DigestDue;
import org.broadsheet.events.DigestSent;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.Service;

/** Plays user and feed: says what they say, and hears what they hear. */
final class OtherServices implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    private final Connection connection;
    private final Channel channel;
    private final String prefix;
    private final ObjectMapper json;
    private final BlockingQueue<DigestDue> due = new LinkedBlockingQueue<>();
    private final BlockingQueue<DigestSent> sent = new LinkedBlockingQueue<>();

    OtherServices(String amqpUrl, String prefix, ObjectMapper json) throws Exception {
        this.connection = factory(amqpUrl).newConnection();
        // A service that consumes has declared everything.
        var consumed = prefix + MessageType.DIGEST_COMPOSED.queueOf(Service.DIGEST);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> ask(
                                connection,
                                channel -> channel.queueDeclarePassive(consumed).getConsumerCount())
                        > 0);
        this.channel = connection.createChannel();
        this.prefix = prefix;
        this.json = json;
        hear(MessageType.DIGEST_DUE, DigestDue.class, due);
        hear(MessageType.DIGEST_SENT, DigestSent.class, sent);
    }

    /** Empties the queues that an earlier test may have left something in. */
    static void emptyQueues(String amqpUrl, String prefix) throws Exception {
        try (var connection = factory(amqpUrl).newConnection()) {
            for (var type : MessageType.values()) {
                for (var consumer : type.consumers()) {
                    ask(
                            connection,
                            channel -> channel.queuePurge(prefix + type.queueOf(consumer))
                                    .getMessageCount());
                }
            }
        }
    }

    /** A question that a queue can answer. */
    @FunctionalInterface
    private interface Question {
        int ask(Channel channel) throws IOException;
    }

    /** @return -1 if there is no such queue (yet) */
    private static int ask(Connection connection, Question question) throws Exception {
        var channel = connection.createChannel();
        try {
            int answer = question.ask(channel);
            channel.close();
            return answer;
        } catch (IOException e) {
            return -1;
        }
    }

    private static ConnectionFactory factory(String amqpUrl) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(amqpUrl);
        return factory;
    }

    void say(Event event) throws Exception {
        say(event, Service.DIGEST);
    }

    void say(Event event, Service hearer) throws Exception {
        var type = MessageType.of(event.getClass());
        channel.basicPublish(
                "",
                prefix + type.queueOf(hearer),
                new AMQP.BasicProperties.Builder()
                        .messageId(MessageType.messageId(event).toString())
                        .type(type.wireName())
                        .contentType("application/json")
                        .deliveryMode(2)
                        .headers(Map.of("x-schema-version", type.schemaVersion()))
                        .build(),
                json.writeValueAsBytes(event));
    }

    DigestDue awaitDue() throws InterruptedException {
        return await(due);
    }

    DigestSent awaitSent() throws InterruptedException {
        return await(sent);
    }

    BlockingQueue<DigestDue> due() {
        return due;
    }

    BlockingQueue<DigestSent> sent() {
        return sent;
    }

    @Override
    public void close() {
        connection.abort(); // a test may have ended it with its broker
    }

    private static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
        return Objects.requireNonNull(queue.poll(SOON.toMillis(), TimeUnit.MILLISECONDS), "no message came");
    }

    private <T> void hear(MessageType type, Class<T> shape, BlockingQueue<T> heard) throws Exception {
        channel.basicConsume(
                prefix + type.queueOf(Service.FEED),
                true,
                (tag, delivery) -> heard.add(Objects.requireNonNull(json.readValue(delivery.getBody(), shape))),
                tag -> {});
    }
}
