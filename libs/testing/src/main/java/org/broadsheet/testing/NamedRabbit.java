package org.broadsheet.testing;

import org.junit.jupiter.api.Assumptions;

/** A RabbitMQ that is not ours to stop: tests that would are skipped. */
final class NamedRabbit implements BrokerProcess {
    private final String url;

    NamedRabbit(String url) {
        this.url = url;
    }

    @Override
    public String kind() {
        return "the broker that " + RabbitProcesses.VARIABLE + " names";
    }

    @Override
    public boolean isRabbit() {
        return true;
    }

    @Override
    public String amqpUrl() {
        return url;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {
        Assumptions.abort("the broker that " + RabbitProcesses.VARIABLE + " names can't be stopped by a test");
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public void delete() {}
}
