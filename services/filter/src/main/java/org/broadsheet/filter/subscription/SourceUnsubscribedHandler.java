package org.broadsheet.filter.subscription;

import jakarta.inject.Singleton;
import java.util.List;
import org.broadsheet.events.Service;
import org.broadsheet.events.SourceUnsubscribed;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A user no longer reads a source; feed takes its entries out by itself. */
@Singleton
final class SourceUnsubscribedHandler implements MessageHandler<SourceUnsubscribed> {
    private final SubscriptionRepository subscriptions;

    SourceUnsubscribedHandler(SubscriptionRepository subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public Service service() {
        return Service.FILTER;
    }

    @Override
    public Class<SourceUnsubscribed> type() {
        return SourceUnsubscribed.class;
    }

    @Override
    public void handle(List<Received<SourceUnsubscribed>> batch) {
        batch.stream()
                .map(Received::event)
                .sorted(java.util.Comparator.comparing(SourceUnsubscribed::subscriptionId))
                .forEach(event -> subscriptions.end(event.subscriptionId(), event.userId()));
    }
}
