package org.broadsheet.ingest.source;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.Service;
import org.broadsheet.events.SourceUnsubscribed;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A user no longer reads a source. */
@Singleton
final class SourceUnsubscribedHandler implements MessageHandler<SourceUnsubscribed> {
    private final Sources sources;

    SourceUnsubscribedHandler(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Service service() {
        return Service.INGEST;
    }

    @Override
    public Class<SourceUnsubscribed> type() {
        return SourceUnsubscribed.class;
    }

    /** In one order everywhere, so that two batches never wait for each other's rows. */
    @Override
    public void handle(List<Received<SourceUnsubscribed>> batch) {
        batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(SourceUnsubscribed::subscriptionId))
                .forEach(sources::unsubscribe);
    }
}
