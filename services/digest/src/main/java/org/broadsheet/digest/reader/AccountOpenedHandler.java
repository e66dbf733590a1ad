package org.broadsheet.digest.reader;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.digest.text.OneLine;
import org.broadsheet.events.AccountOpened;
import org.broadsheet.events.Service;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Learns where a user's mail goes. */
@Singleton
final class AccountOpenedHandler implements MessageHandler<AccountOpened> {
    private static final int MAX_NAME = 200;
    private static final int MAX_EMAIL = 320;

    private final Readers readers;

    AccountOpenedHandler(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Service service() {
        return Service.DIGEST;
    }

    @Override
    public Class<AccountOpened> type() {
        return AccountOpened.class;
    }

    /** In the order of ids, so that two processes never wait for each other's rows crosswise. */
    @Override
    public void handle(List<Received<AccountOpened>> batch) {
        batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(AccountOpened::userId))
                .forEach(event -> readers.opened(
                        event.userId(), OneLine.of(event.email(), MAX_EMAIL), OneLine.orNull(event.name(), MAX_NAME)));
    }
}
