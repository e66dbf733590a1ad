package org.broadsheet.ingest.source;

import jakarta.inject.Singleton;
import java.util.List;
import org.broadsheet.events.DigestSent;
import org.broadsheet.events.Service;
import org.broadsheet.ingest.reader.Visit;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A reader was mailed a digest, which counts as being here: there is no telling who reads by mail alone. */
@Singleton
final class DigestSentHandler implements MessageHandler<DigestSent> {
    private final Visits visits;

    DigestSentHandler(Visits visits) {
        this.visits = visits;
    }

    @Override
    public Service service() {
        return Service.INGEST;
    }

    @Override
    public Class<DigestSent> type() {
        return DigestSent.class;
    }

    @Override
    public void handle(List<Received<DigestSent>> batch) {
        visits.count(batch.stream()
                .map(Received::event)
                .map(sent -> Visit.at(sent.userId(), sent.sentAt()))
                .toList());
    }
}
