package org.broadsheet.testing;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A broker that has answered at least once. */
final class RunningBroker implements Broker {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final BrokerProcess process;
    private final ConnectionFactory factory;
    private String product = "a broker that has not answered";
    private boolean running;

    RunningBroker(BrokerProcess process) {
        this.process = process;
        this.factory = new ConnectionFactory();
        factory.setAutomaticRecoveryEnabled(false);
    }

    @Override
    public String name() {
        return product + ", " + process.kind();
    }

    @Override
    public String amqpUrl() {
        return process.amqpUrl();
    }

    @Override
    public boolean isRabbit() {
        return process.isRabbit();
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        process.start();
        try {
            factory.setUri(process.amqpUrl());
            Awaitility.await()
                    .dontCatchUncaughtExceptions() // those of other threads say nothing about the broker
                    .atMost(LONGEST_START)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(this::answers);
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalStateException("The address of the broker can't be used", e);
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("No broker answers after " + LONGEST_START + ": " + process.kind(), e);
        }
        running = true;
    }

    private boolean answers() throws IOException, TimeoutException {
        try (Connection connection = factory.newConnection()) {
            Map<String, Object> properties = connection.getServerProperties();
            product = properties.get("product") + " " + properties.get("version");
            return true;
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        process.stop();
    }

    @Override
    public synchronized void kill() {
        running = false;
        process.kill();
    }

    void delete() {
        stop();
        process.delete();
    }

    @Override
    public String toString() {
        return name();
    }
}
