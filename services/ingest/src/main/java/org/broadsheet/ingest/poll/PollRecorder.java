package org.broadsheet.ingest.poll;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.events.Event;
import org.broadsheet.events.PollDue;
import org.broadsheet.ingest.IngestConfig;
import org.broadsheet.ingest.entry.Entries;
import org.broadsheet.ingest.entry.FeedEntries;
import org.broadsheet.ingest.source.Source;
import org.broadsheet.ingest.source.Sources;
import org.broadsheet.links.fetch.CacheHints;
import org.broadsheet.links.fetch.Validators;
import org.broadsheet.messaging.EventPublisher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a poll take effect: its entries, the state of its source and what is told of both, in one transaction. */
@Singleton
@Transactional("ingest")
class PollRecorder {
    private static final Logger log = LoggerFactory.getLogger(PollRecorder.class);
    private static final Duration WEEK = Duration.ofDays(7);
    /** So often a permanent redirect must hold before it is believed. */
    private static final int MOVES_TO_BELIEVE = 3;

    private static final String GONE = "The publisher says that it is gone for good.";
    private static final String NO_FEED = "The address shows a web page that names no feed.";

    private final Sources sources;
    private final Entries entries;
    private final PollSchedule schedule;
    private final IngestConfig config;
    private final EventPublisher publisher;
    private final InstantSource clock;

    PollRecorder(
            Sources sources,
            Entries entries,
            PollSchedule schedule,
            IngestConfig config,
            @Named("ingest") EventPublisher publisher,
            InstantSource clock) {
        this.sources = sources;
        this.entries = entries;
        this.schedule = schedule;
        this.config = config;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Does nothing if another poll has taken this one's place, or nobody reads the source any more. */
    void record(PollDue due, PollOutcome outcome, @Nullable String correlationId) {
        sources.lockForPoll(due.sourceId(), due.slot())
                .ifPresent(source -> publisher.publish(events(source, outcome), correlationId));
    }

    private List<Event> events(Source source, PollOutcome outcome) {
        return switch (outcome) {
            case PollOutcome.Read read -> read(source, read);
            case PollOutcome.Unchanged(var validators, var hints) ->
                told(source.unchanged(validators, clock.instant()), next(source, hints));
            case PollOutcome.Found(var feed) -> found(source, feed.toString());
            case PollOutcome.Gone() -> told(source.gone(GONE, clock.instant()), null);
            case PollOutcome.Failed failed -> failed(source, failed);
        };
    }

    private List<Event> read(Source source, PollOutcome.Read read) {
        var document = read.document();
        var outcome = entries.take(source, FeedEntries.of(source, document), config.maxNew(), clock.instant());
        if (outcome.added() > 0) {
            log.atInfo()
                    .addKeyValue("source", source.id())
                    .addKeyValue("entries", outcome.added())
                    .log("new entries");
        }
        var moved = moved(source, read.movedTo() == null ? null : read.movedTo().toString());
        var validators = moved.url().equals(source.url()) ? read.validators() : Validators.none();
        var polled =
                moved.read(document, source.entries() + outcome.added(), validators, read.bodyHash(), clock.instant());
        var events = new ArrayList<>(outcome.events());
        events.addAll(told(polled, next(polled, read.hints())));
        return events;
    }

    /** The source with its redirect counted, or at its new address once that is believed and free. */
    private Source moved(Source source, @Nullable String target) {
        if (target == null) {
            return source.redirected(null, 0);
        }
        int count = target.equals(source.movedTo()) ? source.movedCount() + 1 : 1;
        return count >= MOVES_TO_BELIEVE && sources.move(source, target)
                ? sources.find(source.id()).orElseThrow()
                : source.redirected(target, Math.min(count, MOVES_TO_BELIEVE));
    }

    private List<Event> found(Source page, String feed) {
        var events = sources.replace(page, feed);
        return events.isEmpty()
                ? failed(page, new PollOutcome.Failed(PollFailure.NO_FEED, NO_FEED, "names itself", Duration.ZERO))
                : events;
    }

    private List<Event> failed(Source source, PollOutcome.Failed failed) {
        var after = source.failed(failed.reason(), clock.instant());
        var wait = schedule.afterFailure(after.failures(), entriesOfLastWeek(source), failed.notBefore());
        return told(after, clock.instant().plus(wait));
    }

    private Instant next(Source source, CacheHints hints) {
        var wish = source.wish();
        var next = clock.instant().plus(schedule.afterSuccess(entriesOfLastWeek(source), wish.ttl(), hints));
        return schedule.outside(wish.quiet(), next);
    }

    private long entriesOfLastWeek(Source source) {
        return entries.countSince(source.id(), clock.instant().minus(WEEK));
    }

    private List<Event> told(Source polled, @Nullable Instant next) {
        return List.of(sources.finish(polled, next).polled());
    }
}
