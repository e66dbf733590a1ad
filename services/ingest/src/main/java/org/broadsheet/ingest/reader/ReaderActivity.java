package org.broadsheet.ingest.reader;

import static java.util.stream.Collectors.toMap;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.broadsheet.events.TimelinesPaused;
import org.broadsheet.messaging.EventPublisher;
import org.jspecify.annotations.Nullable;

/**
 * When readers were last here, and what that means. Their last day only ever gets later, whatever the order of messages. Readers are
 * locked before sources, sources before connections, everywhere.
 */
@Singleton
@Transactional("ingest")
public class ReaderActivity {
    private final ActivityRepository repository;
    private final ReaderConfig config;
    private final EventPublisher publisher;
    private final InstantSource clock;

    ReaderActivity(
            ActivityRepository repository,
            ReaderConfig config,
            @Named("ingest") EventPublisher publisher,
            InstantSource clock) {
        this.repository = repository;
        this.config = config;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Remembers visits. @return who was away by what was known before, and is here again, or less away */
    public Set<UUID> saw(Collection<Visit> visits) {
        var days =
                visits.stream().collect(toMap(Visit::userId, Visit::day, BinaryOperator.maxBy(LocalDate::compareTo)));
        repository.lock(days.keySet());
        var known = repository.find(days.keySet());
        var now = clock.instant();
        var changed = new ArrayList<Activity>();
        var back = new HashSet<UUID>();
        days.forEach((userId, day) -> {
            var before = known.get(userId);
            if (before == null) {
                changed.add(Activity.of(new Visit(userId, day)));
            } else if (day.isAfter(before.seenOn())) {
                var presence = Presence.of(day, now, config);
                changed.add(before.seen(day, presence != Presence.GONE, now));
                if (presence.compareTo(Presence.of(before.seenOn(), now, config)) < 0) {
                    back.add(userId);
                }
            }
        });
        if (!changed.isEmpty()) {
            repository.save(changed);
        }
        return back;
    }

    /** Of whom nothing is known counts as here. */
    public Presence presence(UUID userId) {
        var known = repository.find(List.of(userId)).get(userId);
        return known == null ? Presence.HERE : Presence.of(known.seenOn(), clock.instant(), config);
    }

    /** Until the transaction ends no visit of theirs is remembered. */
    public void lock(UUID userId) {
        repository.lock(List.of(userId));
    }

    /**
     * Lets a locked reader's timelines rest, which is told once for each absence.
     *
     * @return their last day; empty if they are not gone (any more)
     */
    public Optional<LocalDate> pause(UUID userId, @Nullable String correlationId) {
        var now = clock.instant();
        var known = repository.find(List.of(userId)).get(userId);
        if (known == null || Presence.of(known.seenOn(), now, config) != Presence.GONE) {
            return Optional.empty();
        }
        if (known.pausedAt() == null) {
            repository.save(List.of(known.paused(now)));
            publisher.publish(List.of(new TimelinesPaused(userId, known.seenOn(), now)), correlationId);
        }
        return Optional.of(known.seenOn());
    }

    /** Forgets a user, who is known as forgotten when this transaction ends. */
    public void forget(UUID userId) {
        repository.lock(List.of(userId));
        repository.forget(userId);
    }
}
