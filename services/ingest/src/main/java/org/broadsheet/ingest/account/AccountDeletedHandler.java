package org.broadsheet.ingest.account;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.Service;
import org.broadsheet.ingest.budget.Budget;
import org.broadsheet.ingest.connection.Connections;
import org.broadsheet.ingest.reader.ReaderActivity;
import org.broadsheet.ingest.source.Sources;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Forgets a user. */
@Singleton
final class AccountDeletedHandler implements MessageHandler<AccountDeleted> {
    private final ReaderActivity readers;
    private final Sources sources;
    private final Connections connections;
    private final Budget budget;

    AccountDeletedHandler(ReaderActivity readers, Sources sources, Connections connections, Budget budget) {
        this.readers = readers;
        this.sources = sources;
        this.connections = connections;
        this.budget = budget;
    }

    @Override
    public Service service() {
        return Service.INGEST;
    }

    @Override
    public Class<AccountDeleted> type() {
        return AccountDeleted.class;
    }

    /** In one order everywhere, so that two batches never wait for each other's rows. */
    @Override
    public void handle(List<Received<AccountDeleted>> batch) {
        batch.stream().map(message -> message.event().userId()).sorted().forEach(this::forget);
    }

    private void forget(UUID userId) {
        readers.forget(userId);
        sources.forget(userId);
        connections.forget(userId);
        budget.forget(userId);
    }
}
