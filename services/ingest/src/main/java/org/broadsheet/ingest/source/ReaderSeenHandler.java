package org.broadsheet.ingest.source;

import jakarta.inject.Singleton;
import java.util.List;
import org.broadsheet.events.ReaderSeen;
import org.broadsheet.events.Service;
import org.broadsheet.ingest.reader.Visit;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A reader is here. */
@Singleton
final class ReaderSeenHandler implements MessageHandler<ReaderSeen> {
    private final Visits visits;

    ReaderSeenHandler(Visits visits) {
        this.visits = visits;
    }

    @Override
    public Service service() {
        return Service.INGEST;
    }

    @Override
    public Class<ReaderSeen> type() {
        return ReaderSeen.class;
    }

    @Override
    public void handle(List<Received<ReaderSeen>> batch) {
        visits.count(batch.stream()
                .map(Received::event)
                .map(seen -> new Visit(seen.userId(), seen.day()))
                .toList());
    }
}
