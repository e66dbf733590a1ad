package org.broadsheet.testing;

/** What differs between the brokers: how they are started and ended. */
interface BrokerProcess {
    String kind();

    boolean isRabbit();

    String amqpUrl();

    void start();

    void stop();

    void kill();

    /** Removes what is left on disk, once it has ended for good. */
    void delete();
}
