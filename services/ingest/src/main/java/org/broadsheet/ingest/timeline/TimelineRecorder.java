package org.broadsheet.ingest.timeline;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.Event;
import org.broadsheet.events.PollDue;
import org.broadsheet.ingest.budget.Budget;
import org.broadsheet.ingest.connection.Connections;
import org.broadsheet.ingest.connection.Surveyed;
import org.broadsheet.ingest.entry.Entries;
import org.broadsheet.ingest.reader.Presence;
import org.broadsheet.ingest.reader.ReaderActivity;
import org.broadsheet.ingest.source.Source;
import org.broadsheet.ingest.source.Sources;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.networks.TimelineAddress;
import org.jspecify.annotations.Nullable;

/**
 * Lets a pull take effect: its posts, how far the timeline was read, what that cost, and what is told of all, in one
 * transaction. Locks the reader first where they are away, then the source, then the connection.
 */
@Singleton
@Transactional("ingest")
class TimelineRecorder {
    private final Sources sources;
    private final Entries entries;
    private final ReadingRepository readings;
    private final Connections connections;
    private final Surveyed surveyed;
    private final ReaderActivity activity;
    private final Budget budget;
    private final TimelineSchedule schedule;
    private final TimelineConfig config;
    private final EventPublisher publisher;
    private final InstantSource clock;

    TimelineRecorder(
            Sources sources,
            Entries entries,
            ReadingRepository readings,
            Connections connections,
            Surveyed surveyed,
            ReaderActivity activity,
            Budget budget,
            TimelineSchedule schedule,
            TimelineConfig config,
            @Named("ingest") EventPublisher publisher,
            InstantSource clock) {
        this.sources = sources;
        this.entries = entries;
        this.readings = readings;
        this.connections = connections;
        this.surveyed = surveyed;
        this.activity = activity;
        this.budget = budget;
        this.schedule = schedule;
        this.config = config;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What was spent counts in any case; the rest does not if another pull has taken this one's place. */
    void record(PollDue due, TimelineAddress address, Pull pull, @Nullable String correlationId) {
        if (pull instanceof Pull.Away away) {
            activity.lock(away.connection().userId());
        }
        var source = sources.lockForPoll(due.sourceId(), due.slot());
        switch (pull) {
            case Pull.Away away ->
                source.ifPresent(locked -> rest(locked, away.connection().userId(), correlationId));
            case Pull.Asked asked -> {
                settle(asked);
                source.ifPresent(locked -> publisher.publish(take(locked, address, asked), correlationId));
            }
            case Pull.Unasked(var network, var stop) -> {
                if (stop.cause() == Stop.Cause.BUDGET) {
                    connections.spend(address.connectionId(), stop.reason());
                }
                source.ifPresent(locked -> publisher.publish(
                        stopped(locked, locked.title(), locked.entries(), stop, Presence.HERE), correlationId));
            }
        }
    }

    /** Until the reader comes back; if they just did, it is read after all. */
    private void rest(Source source, UUID userId, @Nullable String correlationId) {
        var lastSeen = activity.pause(userId, correlationId);
        if (lastSeen.isEmpty()) {
            sources.pollAgain(source.id());
            return;
        }
        var resting = source.resting(Stops.away(lastSeen.get()));
        publisher.publish(List.of(finish(resting, null)), correlationId);
    }

    private void settle(Pull.Asked pull) {
        var stop = pull.stop();
        if (pull.charge() != null) {
            budget.settle(pull.charge(), pull.pulled().spent());
        }
        if (stop != null && stop.cause() == Stop.Cause.SPENT) {
            connections.spend(pull.connection().id(), stop.reason());
        } else if (stop == null) {
            connections.read(
                    pull.connection().id(),
                    pull.charge() != null && pull.pulled().spent() > 0);
        }
    }

    private List<Event> take(Source source, TimelineAddress address, Pull.Asked pull) {
        var now = clock.instant();
        var pulled = pull.pulled();
        var posts = PostEntries.published(pull.connection().network(), pulled.posts(), pull.entries());
        var outcome = entries.take(source, posts, Integer.MAX_VALUE, now);
        var events = new ArrayList<>(outcome.events());
        if (!pulled.vanished().isEmpty()) {
            events.addAll(entries.withdraw(source, pulled.vanished()::has, now));
        }
        var title = title(address, pull);
        long count = source.entries() + outcome.added();
        var known = readings.find(source.id());
        var presence = activity.presence(pull.connection().userId());
        if (pull.stop() != null) {
            known.map(reading -> reading.upTo(pulled.cursor()))
                    .or(() -> pulled.cursor() == null ? Optional.empty() : Optional.of(Reading.first(pulled, now)))
                    .ifPresent(reading -> readings.save(source.id(), reading));
            events.addAll(stopped(source, title, count, pull.stop(), presence));
            return events;
        }
        // After a long pause, the time since says nothing of how much is posted now.
        var reading = known.filter(old -> old.readAt().plus(config.window()).isAfter(now))
                .map(old -> old.next(pulled, pull.thorough(), now))
                .orElseGet(() -> Reading.first(pulled, now));
        readings.save(source.id(), reading);
        events.add(
                finish(source.pulled(title, count, now), schedule.afterSuccess(reading.postsPerHour(), presence, now)));
        return events;
    }

    private List<Event> stopped(Source source, @Nullable String title, long count, Stop stop, Presence presence) {
        var now = clock.instant();
        return switch (stop.cause()) {
            case GONE -> List.of(finish(source.gone(stop.reason(), now), null));
            case COLD, TOO_LONG, RATE_LIMITED, BUDGET, PACED ->
                List.of(finish(
                        source.paused(title, count, stop.reason(), now),
                        schedule.afterStop(stop, source.failures(), presence, now)));
            case UNCONNECTED, EXPIRED, UNAVAILABLE, REFUSED, SPENT, FAILED -> {
                var failed = source.paused(title, count, stop.reason(), now).failed(stop.reason(), now);
                yield List.of(finish(failed, schedule.afterStop(stop, failed.failures(), presence, now)));
            }
        };
    }

    private Event finish(Source source, @Nullable Instant next) {
        return sources.finish(source, next).polled();
    }

    private String title(TimelineAddress address, Pull.Asked pull) {
        return TimelineTitle.of(
                address,
                pull.connection().handle(),
                surveyed.offered(pull.connection().id()));
    }
}
