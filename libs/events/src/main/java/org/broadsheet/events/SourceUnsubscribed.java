package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/**
 * user to ingest, filter and feed: a subscription has ended, for good. It may overtake {@link SourceSubscribed} and
 * {@link SubscriptionResolved}; a consumer remembers it, so that neither revives the subscription.
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourceUnsubscribed(UUID subscriptionId, UUID userId, Instant unsubscribedAt) implements Event {
    public SourceUnsubscribed {
        requireNonNull(subscriptionId, "subscriptionId");
        requireNonNull(userId, "userId");
        requireNonNull(unsubscribedAt, "unsubscribedAt");
    }

    @Override
    public String identity() {
        return subscriptionId.toString();
    }
}
