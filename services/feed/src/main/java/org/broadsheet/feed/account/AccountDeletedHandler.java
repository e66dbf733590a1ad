package org.broadsheet.feed.account;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.Service;
import org.broadsheet.feed.share.EndingGate;
import org.broadsheet.http.RevocationRepository;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Forgets a user. */
@Singleton
final class AccountDeletedHandler implements MessageHandler<AccountDeleted> {
    /** Longer than any credential lives. */
    private static final Duration REVOKED_FOR = Duration.ofDays(3650);

    private final ForgettingRepository repository;
    private final RevocationRepository revocations;
    private final EndingGate gate;

    AccountDeletedHandler(
            ForgettingRepository repository, @Named("feed") RevocationRepository revocations, EndingGate gate) {
        this.repository = repository;
        this.revocations = revocations;
        this.gate = gate;
    }

    @Override
    public Service service() {
        return Service.FEED;
    }

    @Override
    public Class<AccountDeleted> type() {
        return AccountDeleted.class;
    }

    @Override
    public void handle(List<Received<AccountDeleted>> batch) {
        gate.alone();
        for (var message : batch) {
            var event = message.event();
            repository.forget(event.userId());
            revocations.revoke(event.userId(), event.deletedAt().plus(REVOKED_FOR));
        }
    }
}
