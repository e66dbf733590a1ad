package org.broadsheet.testing;

import java.util.stream.Stream;

/**
 * The brokers of the tests. RabbitMQ is, in this order, the one that {@code TEST_AMQP_URL} names, a container, or a
 * child process from Debian's package; where there is none the tests fail, since a green run on the embedded broker
 * says nothing about RabbitMQ.
 */
public final class TestRabbit {
    private TestRabbit() {}

    /** A real RabbitMQ, started by whoever asks first (about 4 s) and ended with the JVM. */
    public static Broker rabbitmq() {
        return Rabbit.BROKER;
    }

    /** The broker that standalone brings along, in this JVM. */
    public static Broker embedded() {
        return Embedded.BROKER;
    }

    /** Both, for {@code @MethodSource("org.broadsheet.testing.TestRabbit#brokers")}. */
    public static Stream<Broker> brokers() {
        return Stream.of(rabbitmq(), embedded());
    }

    private static Broker start(BrokerProcess process) {
        RunningBroker broker = new RunningBroker(process);
        AtExit.run(broker::delete);
        broker.start();
        Announcement.print(broker.name());
        return broker;
    }

    /** Loaded, and so started, when first asked for. */
    private static final class Rabbit {
        static final Broker BROKER = start(RabbitProcesses.resolve());

        private Rabbit() {}
    }

    /** Loaded, and so started, when first asked for. */
    private static final class Embedded {
        static final Broker BROKER = start(new EmbeddedBrokerProcess());

        private Embedded() {}
    }
}
