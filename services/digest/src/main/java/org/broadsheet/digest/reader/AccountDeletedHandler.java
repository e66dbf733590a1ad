package org.broadsheet.digest.reader;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.Service;
import org.broadsheet.http.RevocationRepository;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Forgets a user: address, schedules, runs, archive, notices. What remains is that the user is gone. */
@Singleton
final class AccountDeletedHandler implements MessageHandler<AccountDeleted> {
    /** Longer than any credential lives. */
    private static final Duration REVOKED_FOR = Duration.ofDays(3650);

    private final Readers readers;
    private final RevocationRepository revocations;

    AccountDeletedHandler(Readers readers, @Named("digest") RevocationRepository revocations) {
        this.readers = readers;
        this.revocations = revocations;
    }

    @Override
    public Service service() {
        return Service.DIGEST;
    }

    @Override
    public Class<AccountDeleted> type() {
        return AccountDeleted.class;
    }

    /**
     * The reader first, whose lock keeps new schedules out; then the schedules, whose locks keep new runs out; then the
     * runs.
     */
    @Override
    public void handle(List<Received<AccountDeleted>> batch) {
        batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(AccountDeleted::userId))
                .forEach(event -> {
                    readers.forget(event.userId(), event.deletedAt());
                    readers.forgetSchedules(event.userId());
                    readers.forgetRuns(event.userId());
                    readers.forgetNotices(event.userId());
                    readers.forgetRefusal(event.userId());
                    revocations.revoke(event.userId(), event.deletedAt().plus(REVOKED_FOR));
                });
    }
}
