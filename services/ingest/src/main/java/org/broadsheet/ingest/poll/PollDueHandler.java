package org.broadsheet.ingest.poll;

import jakarta.inject.Singleton;
import org.broadsheet.events.PollDue;
import org.broadsheet.events.Service;
import org.broadsheet.ingest.IngestConfig;
import org.broadsheet.ingest.expand.ShortLinks;
import org.broadsheet.ingest.source.Source;
import org.broadsheet.ingest.source.Sources;
import org.broadsheet.ingest.timeline.TimelinePoll;
import org.broadsheet.messaging.Received;
import org.broadsheet.messaging.WorkHandler;
import org.broadsheet.networks.TimelineAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls a source: the fetch and the parsing without a transaction, what they found in one. */
@Singleton
final class PollDueHandler implements WorkHandler<PollDue> {
    private static final Logger log = LoggerFactory.getLogger(PollDueHandler.class);

    private final Sources sources;
    private final SourceReader reader;
    private final ShortLinks shortLinks;
    private final PollRecorder recorder;
    private final TimelinePoll timelines;
    private final PollMetrics metrics;
    private final PollScheduler scheduler;
    private final IngestConfig config;

    PollDueHandler(
            Sources sources,
            SourceReader reader,
            ShortLinks shortLinks,
            PollRecorder recorder,
            TimelinePoll timelines,
            PollMetrics metrics,
            PollScheduler scheduler,
            IngestConfig config) {
        this.sources = sources;
        this.reader = reader;
        this.shortLinks = shortLinks;
        this.recorder = recorder;
        this.timelines = timelines;
        this.metrics = metrics;
        this.scheduler = scheduler;
        this.config = config;
    }

    @Override
    public Service service() {
        return Service.INGEST;
    }

    @Override
    public Class<PollDue> type() {
        return PollDue.class;
    }

    @Override
    public int concurrency() {
        return config.concurrency();
    }

    @Override
    public Effect work(Received<PollDue> message) {
        var due = message.event();
        var source = sources.find(due.sourceId()).filter(found -> due.slot().equals(found.dueSlot()));
        if (source.isEmpty()) {
            metrics.overtaken();
            return () -> {};
        }
        var effect = TimelineAddress.parse(source.get().url())
                .map(address -> timelines.poll(source.get(), address, message))
                .orElseGet(() -> pollFeed(source.get(), message));
        return () -> {
            effect.apply();
            scheduler.wake();
        };
    }

    private Effect pollFeed(Source source, Received<PollDue> message) {
        var outcome = expanded(source, metrics.time(() -> reader.read(source)));
        metrics.ended(outcome);
        log(source, outcome);
        return () -> recorder.record(message.event(), outcome, message.correlationId());
    }

    /** Before anything is told, since what is blocked is blocked by where a link goes. */
    private PollOutcome expanded(Source source, PollOutcome outcome) {
        return outcome instanceof PollOutcome.Read read
                ? new PollOutcome.Read(
                        shortLinks.expand(read.document(), source.url()),
                        read.bodyHash(),
                        read.validators(),
                        read.hints(),
                        read.movedTo())
                : outcome;
    }

    private static void log(Source source, PollOutcome outcome) {
        if (outcome instanceof PollOutcome.Failed failed) {
            log.atInfo()
                    .addKeyValue("source", source.id())
                    .addKeyValue("failures", source.failures() + 1)
                    .addKeyValue("detail", failed.detail())
                    .log("poll failed");
        }
    }
}
