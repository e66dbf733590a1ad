package org.broadsheet.filter.mute;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.ConnectionClosed;
import org.broadsheet.events.Service;
import org.broadsheet.filter.verdict.IdLocks;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A reader ended a connection: what they muted there counts no more. */
@Singleton
final class ConnectionClosedHandler implements MessageHandler<ConnectionClosed> {
    private final Imports imports;
    private final IdLocks locks;

    ConnectionClosedHandler(Imports imports, IdLocks locks) {
        this.imports = imports;
        this.locks = locks;
    }

    @Override
    public Service service() {
        return Service.FILTER;
    }

    @Override
    public Class<ConnectionClosed> type() {
        return ConnectionClosed.class;
    }

    @Override
    public void handle(List<Received<ConnectionClosed>> batch) {
        locks.shared(batch.stream().map(message -> message.event().userId()).toList());
        batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(
                                (ConnectionClosed closed) -> closed.userId().toString())
                        .thenComparing(closed -> closed.connectionId().toString()))
                .forEach(imports::close);
    }
}
