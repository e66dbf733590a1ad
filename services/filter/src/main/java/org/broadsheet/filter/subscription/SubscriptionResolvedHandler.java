package org.broadsheet.filter.subscription;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.Service;
import org.broadsheet.events.SubscriptionResolved;
import org.broadsheet.filter.blocking.RuleSets;
import org.broadsheet.filter.verdict.IdLocks;
import org.broadsheet.filter.verdict.Screening;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A user reads a source from now on: its entries that are here already are judged for them. */
@Singleton
final class SubscriptionResolvedHandler implements MessageHandler<SubscriptionResolved> {
    private final SubscriptionRepository subscriptions;
    private final RuleSets ruleSets;
    private final IdLocks locks;
    private final Screening screening;

    SubscriptionResolvedHandler(
            SubscriptionRepository subscriptions, RuleSets ruleSets, IdLocks locks, Screening screening) {
        this.subscriptions = subscriptions;
        this.ruleSets = ruleSets;
        this.locks = locks;
        this.screening = screening;
    }

    @Override
    public Service service() {
        return Service.FILTER;
    }

    @Override
    public Class<SubscriptionResolved> type() {
        return SubscriptionResolved.class;
    }

    @Override
    public void handle(List<Received<SubscriptionResolved>> batch) {
        locks.exclusive(
                batch.stream().map(message -> message.event().sourceId()).toList());
        locks.shared(batch.stream().map(message -> message.event().userId()).toList());
        batch.stream()
                .sorted(Comparator.comparing(message -> message.event().subscriptionId()))
                .forEach(this::resolve);
    }

    private void resolve(Received<SubscriptionResolved> message) {
        var event = message.event();
        ruleSets.ensure(event.userId());
        if (subscriptions.resolve(event.subscriptionId(), event.userId(), event.sourceId(), event.version()) == 1) {
            screening.sourceFor(event.sourceId(), event.userId(), message.correlationId());
        }
    }
}
