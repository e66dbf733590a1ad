package org.broadsheet.ingest.timeline;

import jakarta.inject.Singleton;
import org.broadsheet.events.PollDue;
import org.broadsheet.ingest.source.Source;
import org.broadsheet.messaging.Received;
import org.broadsheet.messaging.WorkHandler;
import org.broadsheet.networks.TimelineAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A poll of a source that is a timeline. */
@Singleton
public final class TimelinePoll {
    private static final Logger log = LoggerFactory.getLogger(TimelinePoll.class);

    private final TimelinePuller puller;
    private final TimelineRecorder recorder;
    private final TimelineMetrics metrics;

    TimelinePoll(TimelinePuller puller, TimelineRecorder recorder, TimelineMetrics metrics) {
        this.puller = puller;
        this.recorder = recorder;
        this.metrics = metrics;
    }

    /** Pulls what is new; blocks, without a transaction. @return lets it take effect */
    public WorkHandler.Effect poll(Source source, TimelineAddress address, Received<PollDue> message) {
        var pull = metrics.time(() -> puller.pull(source, address));
        metrics.ended(pull);
        switch (pull) {
            case Pull.Asked asked -> log(source, asked.stop());
            case Pull.Away _ ->
                log.atInfo().addKeyValue("source", source.id()).log("timeline not read: its reader is away");
            case Pull.Unasked unasked -> log(source, unasked.stop());
        }
        return () -> recorder.record(message.event(), address, pull, message.correlationId());
    }

    private static void log(Source source, @Nullable Stop stop) {
        if (stop != null) {
            log.atInfo()
                    .addKeyValue("source", source.id())
                    .addKeyValue("cause", stop.cause().wireName())
                    .log("timeline not read to its end");
        }
    }
}
