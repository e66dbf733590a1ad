package org.broadsheet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.broadsheet.embedded.EmbeddedBroker;
import org.jspecify.annotations.Nullable;

/** Broker-J in this JVM. */
final class EmbeddedBrokerProcess implements BrokerProcess {
    private final Path directory;
    private final int port = FreePort.take();
    private String url = "";
    private @Nullable EmbeddedBroker broker;

    EmbeddedBrokerProcess() {
        try {
            directory = Files.createTempDirectory("broadsheet-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String kind() {
        return "the embedded one";
    }

    @Override
    public boolean isRabbit() {
        return false;
    }

    @Override
    public String amqpUrl() {
        return url;
    }

    @Override
    public void start() {
        EmbeddedBroker started = EmbeddedBroker.start(directory, port);
        broker = started;
        url = started.amqpUrl();
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public void delete() {
        Folders.delete(directory);
    }
}
