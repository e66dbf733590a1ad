package org.broadsheet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokersIT {
    @ParameterizedTest
    @MethodSource("org.broadsheet.testing.TestRabbit#brokers")
    void persistentMessagesSurviveAnOrderlyRestartAtTheSameAddress(Broker broker) throws Exception {
        String url = broker.amqpUrl();
        publish(broker, "restart");
        broker.restart();

        assertThat(broker.amqpUrl()).isEqualTo(url);
        assertThat(take(broker, "restart")).isEqualTo("kept");
    }

    @ParameterizedTest
    @MethodSource("org.broadsheet.testing.TestRabbit#brokers")
    void killedBrokerStartsAgain(Broker broker) throws Exception {
        publish(broker, "kill");
        assertThat(take(broker, "kill")).isEqualTo("kept");
        // RabbitMQ keeps a confirmed message at once, but writes down a moment later that there is such a queue.
        broker.restart();
        publish(broker, "kill");
        broker.kill();
        broker.start();

        assertThat(take(broker, "kill")).isEqualTo("kept");
    }

    @Test
    void brokersAreWhatTheySay() {
        assertThat(TestRabbit.rabbitmq().name()).startsWith("RabbitMQ ");
        assertThat(TestRabbit.rabbitmq().isRabbit()).isTrue();
        assertThat(TestRabbit.embedded().name()).contains("Qpid");
        assertThat(TestRabbit.embedded().isRabbit()).isFalse();
    }

    private static void publish(Broker broker, String queue) throws Exception {
        try (Connection connection = connect(broker);
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(queue, true, false, false, null);
            channel.confirmSelect();
            channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, "kept".getBytes(UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    private static String take(Broker broker, String queue) throws Exception {
        try (Connection connection = connect(broker);
                Channel channel = connection.createChannel()) {
            GetResponse message = channel.basicGet(queue, true);
            return new String(message.getBody(), UTF_8);
        }
    }

    private static Connection connect(Broker broker) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker.amqpUrl());
        return factory.newConnection();
    }
}
