package org.broadsheet.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.testing.Broker;
import org.jspecify.annotations.Nullable;

/** Queues of one consumer and dead letters in them, made as the relay makes them. */
final class Letters implements AutoCloseable {
    private static final int PLENTY = 100_000;

    private final Connection connection;
    private final Channel channel;
    private final QueueDialect dialect;
    private final String prefix;

    Letters(Broker broker, String prefix) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(broker.amqpUrl());
        this.connection = factory.newConnection();
        this.channel = connection.createChannel();
        this.dialect = QueueDialect.of(connection);
        this.prefix = prefix;
        channel.confirmSelect();
    }

    Letters declare(String... consumers) throws Exception {
        for (var consumer : consumers) {
            declareDead(consumer);
            declareWork(consumer, PLENTY);
        }
        return this;
    }

    void declareDead(String consumer) throws Exception {
        channel.queueDeclare(dead(consumer), true, false, false, dialect.deadLetters(PLENTY));
    }

    void declareWork(String consumer, int maxLength) throws Exception {
        channel.queueDeclare(prefix + consumer, true, false, false, dialect.work(maxLength, dead(consumer)));
    }

    /** What a letter says; what it does not say stays out of its headers. */
    record Letter(
            UUID id, @Nullable String reason, @Nullable Instant failedAt, String body) {
        static Letter of(long version, String reason, Instant failedAt) {
            return new Letter(UUID.randomUUID(), reason, failedAt, body(version));
        }

        static String body(long version) {
            return "{\"userId\":\"0193a1b2-0000-7000-8000-000000000001\",\"rulesVersion\":" + version + "}";
        }

        AMQP.BasicProperties properties() {
            var headers = new HashMap<String, Object>(Map.of("x-schema-version", 1, "x-attempts", "10"));
            if (reason != null) {
                headers.put("x-reason", reason);
            }
            if (failedAt != null) {
                headers.put("x-first-failed-at", failedAt.minusSeconds(60).toString());
                headers.put("x-last-failed-at", failedAt.toString());
            }
            return new AMQP.BasicProperties.Builder()
                    .messageId(id.toString())
                    .type("rescreen.due")
                    .correlationId("request-1")
                    .timestamp(Date.from(Instant.now()))
                    .deliveryMode(2)
                    .headers(headers)
                    .build();
        }
    }

    Letters put(String consumer, Letter... letters) throws Exception {
        return put(consumer, List.of(letters));
    }

    Letters put(String consumer, List<Letter> letters) throws Exception {
        return publish(dead(consumer), letters);
    }

    Letters publish(String queue, List<Letter> letters) throws Exception {
        for (var letter : letters) {
            channel.basicPublish(
                    "", queue, true, letter.properties(), letter.body().getBytes(UTF_8));
        }
        channel.waitForConfirmsOrDie(60_000);
        return this;
    }

    /** Everything that lies in a queue, taken off it. */
    List<GetResponse> drain(String queue) throws Exception {
        var all = new ArrayList<GetResponse>();
        for (var next = channel.basicGet(queue, true); next != null; next = channel.basicGet(queue, true)) {
            all.add(next);
        }
        return all;
    }

    static List<UUID> ids(List<GetResponse> responses) {
        return responses.stream()
                .map(response -> UUID.fromString(response.getProps().getMessageId()))
                .toList();
    }

    long depth(String queue) throws Exception {
        return channel.queueDeclarePassive(queue).getMessageCount();
    }

    /** Deletes a queue that may be gone already, which ends a channel on Broker-J. */
    void delete(String queue) throws Exception {
        var own = connection.createChannel();
        try {
            own.queueDelete(queue);
        } catch (IOException e) {
            if (!BrokerProblem.isNotFound(e)) {
                throw e;
            }
        } finally {
            own.abort();
        }
    }

    String dead(String consumer) {
        return prefix + consumer + Topology.DEAD;
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
