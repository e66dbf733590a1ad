package org.broadsheet.ingest.connection;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.Service;
import org.broadsheet.ingest.reader.Visit;
import org.broadsheet.ingest.source.Sources;
import org.broadsheet.ingest.source.Visits;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A reader connected an account, or connected it again. */
@Singleton
final class ConnectionOpenedHandler implements MessageHandler<ConnectionOpened> {
    private final Connections connections;
    private final Sources sources;
    private final Visits visits;

    ConnectionOpenedHandler(Connections connections, Sources sources, Visits visits) {
        this.connections = connections;
        this.sources = sources;
        this.visits = visits;
    }

    @Override
    public Service service() {
        return Service.INGEST;
    }

    @Override
    public Class<ConnectionOpened> type() {
        return ConnectionOpened.class;
    }

    /** In the order of users, as everywhere, so that two batches never wait for each other's users. */
    @Override
    public void handle(List<Received<ConnectionOpened>> batch) {
        visits.count(batch.stream()
                .map(Received::event)
                .map(event -> Visit.at(event.userId(), event.openedAt()))
                .toList());
        batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(ConnectionOpened::userId).thenComparing(ConnectionOpened::version))
                .forEach(this::open);
    }

    private void open(ConnectionOpened event) {
        sources.lockTimelines(event.connectionId());
        connections.open(event);
        sources.wakeTimelines(event.connectionId());
    }
}
