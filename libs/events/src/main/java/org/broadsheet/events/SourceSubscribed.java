package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/**
 * user to ingest: a user wants to read what is published at an address, which is a feed's, a page's whose feed is to
 * be found, or a timeline's of one of the user's connections: {@code timeline://<connection id>/home}, {@code .../list/<id>}
 * or {@code .../feed/<percent-encoded at-uri>}. ingest answers with {@link SubscriptionResolved}.
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourceSubscribed(UUID subscriptionId, UUID userId, String url, Instant subscribedAt) implements Event {
    public SourceSubscribed {
        requireNonNull(subscriptionId, "subscriptionId");
        requireNonNull(userId, "userId");
        requireNonNull(url, "url");
        requireNonNull(subscribedAt, "subscribedAt");
    }

    @Override
    public String identity() {
        return subscriptionId.toString();
    }
}
