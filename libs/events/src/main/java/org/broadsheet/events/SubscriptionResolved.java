package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;

/**
 * ingest to user and filter: this is the source that a subscription reads. Sent again with a higher version when the
 * address turns out to be another source's (a page whose feed was found, a feed that moved).
 *
 * @param version counts up from 1 for one subscription; an older one never overwrites a newer
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record SubscriptionResolved(UUID subscriptionId, UUID userId, UUID sourceId, long version) implements Event {
    public SubscriptionResolved {
        requireNonNull(subscriptionId, "subscriptionId");
        requireNonNull(userId, "userId");
        requireNonNull(sourceId, "sourceId");
    }

    @Override
    public String identity() {
        return subscriptionId + ":" + version;
    }
}
