package org.broadsheet.ingest.connection;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.ConnectionClosed;
import org.broadsheet.events.Service;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A reader ended a connection. */
@Singleton
final class ConnectionClosedHandler implements MessageHandler<ConnectionClosed> {
    private final Connections connections;

    ConnectionClosedHandler(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Service service() {
        return Service.INGEST;
    }

    @Override
    public Class<ConnectionClosed> type() {
        return ConnectionClosed.class;
    }

    /** In the order of users, as everywhere, so that two batches never wait for each other's users. */
    @Override
    public void handle(List<Received<ConnectionClosed>> batch) {
        batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(ConnectionClosed::userId).thenComparing(ConnectionClosed::version))
                .forEach(connections::close);
    }
}
