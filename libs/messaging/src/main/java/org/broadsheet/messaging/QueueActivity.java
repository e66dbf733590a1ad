package org.broadsheet.messaging;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When something last moved in this process: what {@link QueueWatch} can't see from outside. Thread-safe. */
@Singleton
final class QueueActivity {
    private final InstantSource clock;
    private final Map<String, Instant> deliveries = new ConcurrentHashMap<>();
    private final Map<String, Instant> newest = new ConcurrentHashMap<>();
    private final Map<String, Instant> refusals = new ConcurrentHashMap<>();

    @Inject
    QueueActivity() {
        this(InstantSource.system());
    }

    QueueActivity(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** A consumer got a message, which was published at a known time. */
    void delivered(String consumer, Optional<Instant> publishedAt) {
        deliveries.put(consumer, clock.instant());
        publishedAt.ifPresent(time -> newest.merge(consumer, time, (one, other) -> one.isAfter(other) ? one : other));
    }

    /** The broker refused or returned what a service published. */
    void refused(String service) {
        refusals.put(service, clock.instant());
    }

    Optional<Instant> lastDelivery(String consumer) {
        return Optional.ofNullable(deliveries.get(consumer));
    }

    /** When the newest message that the consumer has got so far was published: all that wait came after it. */
    Optional<Instant> newestDelivered(String consumer) {
        return Optional.ofNullable(newest.get(consumer));
    }

    Optional<Instant> lastRefusal(String service) {
        return Optional.ofNullable(refusals.get(service));
    }
}
