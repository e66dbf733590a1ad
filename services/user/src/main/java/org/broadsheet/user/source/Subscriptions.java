package org.broadsheet.user.source;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.events.SourceUnsubscribed;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.networks.TimelineAddress;
import org.jspecify.annotations.Nullable;

/** Subscribes and unsubscribes, and tells the other services. */
@Singleton
public class Subscriptions {
    /** A bound on what one user makes everyone else's services remember. */
    static final int MAX_PER_USER = 5_000;

    private final SubscriptionRepository repository;
    private final EventPublisher publisher;
    private final InstantSource clock;

    Subscriptions(SubscriptionRepository repository, @Named("user") EventPublisher publisher, InstantSource clock) {
        this.repository = repository;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What came of asking for a source. */
    public sealed interface Outcome {
        record Subscribed(UUID id) implements Outcome {}

        /** The user reads it already. */
        record Known(UUID id) implements Outcome {}

        record TooMany() implements Outcome {}
    }

    /** @param title what the user's list calls it, null where it says nothing */
    @Transactional("user")
    public Outcome subscribe(UUID userId, SourceAddress address, @Nullable String title) {
        var known = repository.findByUserIdAndUrlKey(userId, address.key());
        if (known.isPresent()) {
            return new Outcome.Known(known.get().id());
        }
        if (repository.countOf(userId) >= MAX_PER_USER) {
            return new Outcome.TooMany();
        }
        var id = UuidCreator.getTimeOrderedEpoch();
        if (repository.add(id, userId, address.url(), address.key(), title) == 0) {
            return repository
                    .findByUserIdAndUrlKey(userId, address.key())
                    .<Outcome>map(row -> new Outcome.Known(row.id()))
                    .orElseGet(Outcome.TooMany::new);
        }
        publisher.publish(new SourceSubscribed(id, userId, address.url(), clock.instant()));
        return new Outcome.Subscribed(id);
    }

    /** @return whether there was such a subscription */
    @Transactional("user")
    public boolean unsubscribe(UUID userId, UUID subscriptionId) {
        boolean removed = repository.remove(subscriptionId, userId) == 1;
        if (removed) {
            publisher.publish(new SourceUnsubscribed(subscriptionId, userId, clock.instant()));
        }
        return removed;
    }

    /** Ends every subscription whose address begins so. */
    @Transactional("user")
    public void unsubscribeAll(UUID userId, String prefix) {
        repository.findIds(userId, prefix).forEach(id -> unsubscribe(userId, id));
    }

    List<Subscription> of(UUID userId, int limit, int offset) {
        return repository.of(userId, limit, offset);
    }

    /** An address with the title that it has by now. */
    public record Listed(String url, @Nullable String title) {}

    /**
     * Every feed that the user reads, by its own address where that is known. A timeline is no feed: nobody else could
     * read it.
     */
    public List<Listed> outlinesOf(UUID userId) {
        return repository.of(userId, MAX_PER_USER, 0).stream()
                .filter(s -> !TimelineAddress.isMeant(s.url()))
                .map(s -> new Listed(s.feedUrl() == null ? s.url() : s.feedUrl(), s.title()))
                .toList();
    }

    long countOf(UUID userId) {
        return repository.countOf(userId);
    }
}
