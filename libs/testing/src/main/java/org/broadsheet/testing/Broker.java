package org.broadsheet.testing;

/**
 * An AMQP 0-9-1 broker for tests, shared by all tests of the JVM: they keep apart by the prefix of their queues' and
 * exchanges' names. Prints as its name, so that it reads well as a parameter of a test.
 */
public sealed interface Broker permits RunningBroker {
    /** Product, version and how it was come by. */
    String name();

    /** Address with user and password; the same after a restart. */
    String amqpUrl();

    /** Whether this is RabbitMQ, and not the embedded broker. */
    boolean isRabbit();

    /** Ends the broker in an orderly way. The test must start it again, also when it fails. */
    void stop();

    /**
     * Ends the broker as a power failure would; the embedded one, which can't be killed without the JVM, as
     * {@link #stop}.
     */
    void kill();

    /** Starts the broker again on the same port and data, and waits until it answers. No effect if it runs. */
    void start();

    /** {@link #stop}, then {@link #start}. */
    default void restart() {
        stop();
        start();
    }
}
