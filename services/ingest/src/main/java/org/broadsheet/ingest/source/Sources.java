package org.broadsheet.ingest.source;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.events.Event;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.events.SourceUnsubscribed;
import org.broadsheet.events.SubscriptionResolved;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.networks.TimelineAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which sources there are and who reads them. Every change locks the source's row first, and a source that was replaced
 * before the one that took its place, so that a subscription and a poll never miss each other.
 */
@Singleton
@Transactional("ingest")
public class Sources {
    /** A chain of replaced sources is short, unless somebody plays with us. */
    private static final int MAX_CHAIN = 10;

    private final SourceRepository sources;
    private final SubscriptionRepository subscriptions;
    private final EventPublisher publisher;
    private final InstantSource clock;

    Sources(
            SourceRepository sources,
            SubscriptionRepository subscriptions,
            @Named("ingest") EventPublisher publisher,
            InstantSource clock) {
        this.sources = sources;
        this.subscriptions = subscriptions;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Binds a subscription to the source of its address, which is made if there is none. */
    void subscribe(SourceSubscribed event, @Nullable String correlationId) {
        var source = lockOrAdd(event.url());
        if (!subscriptions.bind(event.subscriptionId(), event.userId(), source.id())) {
            sources.restUnlessRead(source.id());
            return;
        }
        var events = new ArrayList<Event>();
        events.add(new SubscriptionResolved(event.subscriptionId(), event.userId(), source.id(), 1));
        wake(source);
        tellIfKnown(source).ifPresent(events::add);
        publisher.publish(events, correlationId);
    }

    /** Ends a subscription for good. */
    void unsubscribe(SourceUnsubscribed event) {
        var read = subscriptions.sourceOf(event.subscriptionId());
        read.forEach(sources::lock);
        subscriptions.end(event.subscriptionId(), event.userId());
        read.forEach(sources::restUnlessRead);
    }

    /** Forgets a user. */
    public void forget(UUID userId) {
        var read = subscriptions.sourcesOfUser(userId);
        read.forEach(sources::lock);
        subscriptions.forget(userId);
        read.forEach(sources::restUnlessRead);
    }

    /** Before their connection: in this order everywhere. */
    public void lockTimelines(UUID connectionId) {
        sources.timelines(TimelineAddress.allOf(connectionId)).forEach(sources::lock);
    }

    /** Has the timelines of a connection read now, by the credentials that it has now; an account may have come back. */
    public void wakeTimelines(UUID connectionId) {
        sources.timelines(TimelineAddress.allOf(connectionId)).forEach(id -> {
            var source = sources.lock(id).orElseThrow();
            sources.placeAtServer(source.url(), connectionId);
            sources.hasten(id, clock.instant());
        });
    }

    /** Has a source polled once more, now; the poll in hand is overtaken. */
    public void pollAgain(UUID id) {
        sources.hasten(id, clock.instant());
    }

    /** Who reads a source. */
    public Set<UUID> readers(UUID id) {
        return subscriptions.readers(id);
    }

    /** The source as it is now, without a lock. */
    public Optional<Source> find(UUID id) {
        return sources.find(id);
    }

    /** The source, for the poll of this slot alone: empty if the poll was overtaken, or nobody reads it any more. */
    public Optional<Source> lockForPoll(UUID id, Instant slot) {
        return sources.lock(id).filter(source -> slot.equals(source.dueSlot()));
    }

    /**
     * Moves the readers of a page to the feed that it names.
     *
     * @return what is to be told; empty if the address leads back to the source itself
     */
    public List<Event> replace(Source page, String feedUrl) {
        var feed = lockOrAdd(feedUrl);
        if (feed.id().equals(page.id())) {
            return List.of();
        }
        var events = new ArrayList<Event>(subscriptions.rebind(page.id(), feed.id()));
        sources.replace(page.id(), feed.id(), clock.instant());
        wake(feed);
        tellIfKnown(feed).ifPresent(events::add);
        return events;
    }

    /** Gives a source the address that it moved to. @return false if another source has that address */
    public boolean move(Source source, String newUrl) {
        var url = SourceUrl.of(newUrl);
        return url.problem() == null && sources.move(source.id(), url);
    }

    /** Records the end of a poll. @param next when it is due again; null: never */
    public Source finish(Source source, @Nullable Instant next) {
        return sources.finish(source, next);
    }

    private Source lockOrAdd(String given) {
        var url = SourceUrl.of(given);
        sources.add(UuidCreator.getTimeOrderedEpoch(), url, clock.instant());
        TimelineAddress.parse(url.url())
                .ifPresent(timeline -> sources.placeAtServer(url.url(), timeline.connectionId()));
        var source = sources.lockByUrl(url.url()).orElseThrow();
        for (int i = 0; source.replacedBy() != null; i++) {
            if (i == MAX_CHAIN) {
                throw new IllegalStateException("sources replace each other in a circle: " + source.id());
            }
            source = sources.lock(source.replacedBy()).orElseThrow();
        }
        return source;
    }

    private void wake(Source source) {
        boolean pollable = switch (source.state()) {
            case GONE -> false;
            case FAILING -> SourceUrl.of(source.url()).problem() == null;
            case PENDING, ACTIVE -> true;
        };
        if (pollable) {
            sources.wake(source.id(), clock.instant());
        }
    }

    /** A new reader of a source that was polled before learns how it fares. */
    private Optional<Event> tellIfKnown(Source source) {
        boolean known = source.lastPollAt() != null || source.reason() != null;
        return known ? Optional.of(sources.countTelling(source.id()).polled()) : Optional.empty();
    }
}
