package org.broadsheet.filter.subscription;

import jakarta.inject.Singleton;
import java.util.UUID;

/** What other parts of the filter may do to subscriptions. */
@Singleton
public final class Subscriptions {
    private final SubscriptionRepository repository;

    Subscriptions(SubscriptionRepository repository) {
        this.repository = repository;
    }

    /** Removes what a user subscribed to; joins the caller's transaction. */
    public void forget(UUID userId) {
        repository.forget(userId);
    }
}
