package org.broadsheet.user.source;

import jakarta.inject.Singleton;
import java.util.List;
import org.broadsheet.events.Service;
import org.broadsheet.events.SubscriptionResolved;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Learns which source a subscription reads. */
@Singleton
final class SubscriptionResolvedHandler implements MessageHandler<SubscriptionResolved> {
    private final SubscriptionRepository subscriptions;

    SubscriptionResolvedHandler(SubscriptionRepository subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public Service service() {
        return Service.USER;
    }

    @Override
    public Class<SubscriptionResolved> type() {
        return SubscriptionResolved.class;
    }

    @Override
    public void handle(List<Received<SubscriptionResolved>> batch) {
        for (var message : batch) {
            var event = message.event();
            subscriptions.resolve(event.subscriptionId(), event.sourceId(), event.version());
        }
    }
}
