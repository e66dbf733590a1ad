package org.broadsheet.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    @TempDir
    Path directory;

    @Test
    void restartKeepsPersistentMessagesAndPassword() throws Exception {
        String password;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                Connection connection = factory(broker).newConnection();
                Channel channel = connection.createChannel()) {
            password = broker.password();
            channel.queueDeclare("kept", true, false, false, Map.of("x-queue-type", "quorum"));
            channel.confirmSelect();
            channel.basicPublish("", "kept", MessageProperties.PERSISTENT_BASIC, "first".getBytes(UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                Connection connection = factory(broker).newConnection();
                Channel channel = connection.createChannel()) {
            assertThat(broker.password()).isEqualTo(password);
            GetResponse message = channel.basicGet("kept", true);
            assertThat(message.getBody()).asString(UTF_8).isEqualTo("first");
        }
    }

    @Test
    void wrongPasswordIsRefused() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            ConnectionFactory factory = factory(broker);
            factory.setPassword("wrong");

            assertThatThrownBy(factory::newConnection).isInstanceOf(PossibleAuthenticationFailureException.class);
            assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(directory).isDirectoryNotContaining("glob:**.json");
        }
    }

    @Test
    void takenPortIsNamed() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("one"), 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory.resolve("two"), broker.port()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("port " + broker.port());
        }
    }

    @Test
    void secondBrokerOnTheSameDirectoryIsRefused() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            assertThat(broker.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("in use by another running process");
        }
    }

    private static ConnectionFactory factory(EmbeddedBroker broker) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker.amqpUrl());
        return factory;
    }
}
