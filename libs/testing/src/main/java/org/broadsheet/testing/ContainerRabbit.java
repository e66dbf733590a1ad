package org.broadsheet.testing;

import com.github.dockerjava.api.DockerClient;
import java.util.List;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/** RabbitMQ in a container with a port of its own choice, so that a restart keeps the address. */
final class ContainerRabbit implements BrokerProcess {
    private static final String IMAGE = "rabbitmq:4-management";
    private static final int AMQP_PORT = 5672;

    private final RabbitMQContainer container;
    private final int port = FreePort.take();

    ContainerRabbit() {
        container = new RabbitMQContainer(IMAGE);
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + AMQP_PORT));
    }

    @Override
    public String kind() {
        return "a container of " + IMAGE;
    }

    @Override
    public boolean isRabbit() {
        return true;
    }

    @Override
    public String amqpUrl() {
        return "amqp://" + container.getAdminUsername() + ":" + container.getAdminPassword() + "@" + container.getHost()
                + ":" + port;
    }

    @Override
    public void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            client().startContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void stop() {
        client().stopContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void kill() {
        client().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void delete() {
        container.stop();
    }

    private DockerClient client() {
        return container.getDockerClient();
    }
}
