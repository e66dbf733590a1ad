package org.broadsheet.testing;

/** The ways to a RabbitMQ: one that is named, one in a container, one from the system's package. */
final class RabbitProcesses {
    static final String VARIABLE = "TEST_AMQP_URL";

    private RabbitProcesses() {}

    static BrokerProcess resolve() {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return new NamedRabbit(named.strip());
        }
        if (Docker.isAvailable()) {
            return new ContainerRabbit();
        }
        if (ChildRabbit.isInstalled()) {
            return new ChildRabbit();
        }
        throw new IllegalStateException("These tests need a real RabbitMQ and found none. Any of these will do: "
                + "apt-get install rabbitmq-server (it need not run); a running Docker; or " + VARIABLE
                + "=amqp://user:password@host:5672");
    }
}
