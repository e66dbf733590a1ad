package org.broadsheet.user.connection;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.ConnectionReported;
import org.broadsheet.events.Service;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Learns how connections fare. */
@Singleton
final class ConnectionReportedHandler implements MessageHandler<ConnectionReported> {
    private final Connections connections;

    ConnectionReportedHandler(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Service service() {
        return Service.USER;
    }

    @Override
    public Class<ConnectionReported> type() {
        return ConnectionReported.class;
    }

    /** In the order of ids, so that two processes never wait for each other's rows crosswise. */
    @Override
    public void handle(List<Received<ConnectionReported>> batch) {
        batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(ConnectionReported::connectionId)
                        .thenComparing(ConnectionReported::version)
                        .thenComparing(ConnectionReported::report))
                .forEach(connections::report);
    }
}
