package org.broadsheet.filter.account;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.Service;
import org.broadsheet.filter.blocking.RuleSets;
import org.broadsheet.filter.subscription.Subscriptions;
import org.broadsheet.filter.verdict.IdLocks;
import org.broadsheet.http.RevocationRepository;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Forgets a user. */
@Singleton
final class AccountDeletedHandler implements MessageHandler<AccountDeleted> {
    /** Longer than any credential lives. */
    private static final Duration REVOKED_FOR = Duration.ofDays(3650);

    private final RuleSets ruleSets;
    private final Subscriptions subscriptions;
    private final RevocationRepository revocations;
    private final IdLocks locks;

    AccountDeletedHandler(
            RuleSets ruleSets,
            Subscriptions subscriptions,
            @Named("filter") RevocationRepository revocations,
            IdLocks locks) {
        this.ruleSets = ruleSets;
        this.subscriptions = subscriptions;
        this.revocations = revocations;
        this.locks = locks;
    }

    @Override
    public Service service() {
        return Service.FILTER;
    }

    @Override
    public Class<AccountDeleted> type() {
        return AccountDeleted.class;
    }

    @Override
    public void handle(List<Received<AccountDeleted>> batch) {
        locks.exclusive(batch.stream().map(message -> message.event().userId()).toList());
        for (var message : batch) {
            var event = message.event();
            ruleSets.forget(event.userId());
            subscriptions.forget(event.userId());
            revocations.revoke(event.userId(), event.deletedAt().plus(REVOKED_FOR));
        }
    }
}
