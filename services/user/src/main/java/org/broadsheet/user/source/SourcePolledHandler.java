package org.broadsheet.user.source;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.Service;
import org.broadsheet.events.SourcePolled;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Learns how sources fare. */
@Singleton
final class SourcePolledHandler implements MessageHandler<SourcePolled> {
    private final SourceRepository sources;

    SourcePolledHandler(SourceRepository sources) {
        this.sources = sources;
    }

    @Override
    public Service service() {
        return Service.USER;
    }

    @Override
    public Class<SourcePolled> type() {
        return SourcePolled.class;
    }

    /** In the order of ids, so that two processes never wait for each other's rows crosswise. */
    @Override
    public void handle(List<Received<SourcePolled>> batch) {
        batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(SourcePolled::sourceId).thenComparing(SourcePolled::version))
                .forEach(event -> sources.record(
                        event.sourceId(),
                        event.version(),
                        event.state().wireName(),
                        event.title(),
                        event.feedUrl(),
                        event.entries(),
                        event.lastPollAt(),
                        event.nextPollAt(),
                        event.reason()));
    }
}
