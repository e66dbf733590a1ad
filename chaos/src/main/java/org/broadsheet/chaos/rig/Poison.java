package org.broadsheet.chaos.rig;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.broadsheet.chaos.plan.Fault;
import org.broadsheet.events.MessageType;
import org.broadsheet.testing.RabbitNode;

/** Messages that nobody can read, put straight into the queues of consumers. */
public final class Poison {
    private static final int PERSISTENT = 2;
    private static final long CONFIRM_MILLIS = 20_000;

    private final RabbitNode broker;
    private final List<Planted> planted = new CopyOnWriteArrayList<>();

    Poison(RabbitNode broker) {
        this.broker = broker;
    }

    /** @param queue of the consumer that finds it */
    public record Planted(String queue, String messageId) {}

    /** All queues of consumers, without their dead letters. */
    public static List<String> queues() {
        return Arrays.stream(MessageType.values())
                .flatMap(type -> type.consumers().stream().map(type::queueOf))
                .sorted()
                .toList();
    }

    /** What was planted so far. */
    public List<Planted> planted() {
        return List.copyOf(planted);
    }

    /** Puts one more into a queue of the fault's choice; when this returns the broker has it. */
    void plant(Fault fault) {
        var queue = fault.pick(queues().toArray(String[]::new));
        var id = UUID.randomUUID().toString();
        var properties = new AMQP.BasicProperties.Builder()
                .messageId(id)
                .type("poison")
                .deliveryMode(PERSISTENT)
                .build();
        var factory = new ConnectionFactory();
        factory.setAutomaticRecoveryEnabled(false);
        try {
            factory.setUri(broker.broker().amqpUrl());
            try (var connection = factory.newConnection()) {
                var channel = connection.createChannel();
                channel.confirmSelect();
                channel.basicPublish("", queue, true, properties, "{no JSON".getBytes(StandardCharsets.UTF_8));
                channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
                planted.add(new Planted(queue, id));
            }
        } catch (IOException | TimeoutException | URISyntaxException | GeneralSecurityException e) {
            throw new RigException("poison could not be put into " + queue + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigException("interrupted", e);
        }
    }
}
