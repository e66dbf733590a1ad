package org.broadsheet.ingest.source;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.Service;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.ingest.reader.Visit;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A user wants to read a source. */
@Singleton
final class SourceSubscribedHandler implements MessageHandler<SourceSubscribed> {
    private final Sources sources;
    private final Visits visits;

    SourceSubscribedHandler(Sources sources, Visits visits) {
        this.sources = sources;
        this.visits = visits;
    }

    @Override
    public Service service() {
        return Service.INGEST;
    }

    @Override
    public Class<SourceSubscribed> type() {
        return SourceSubscribed.class;
    }

    /** In one order everywhere, so that two batches never wait for each other's rows. */
    @Override
    public void handle(List<Received<SourceSubscribed>> batch) {
        visits.count(batch.stream()
                .map(Received::event)
                .map(event -> Visit.at(event.userId(), event.subscribedAt()))
                .toList());
        batch.stream()
                .sorted(Comparator.comparing(message -> message.event().url()))
                .forEach(message -> sources.subscribe(message.event(), message.correlationId()));
    }
}
