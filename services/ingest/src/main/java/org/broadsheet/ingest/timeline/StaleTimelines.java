package org.broadsheet.ingest.timeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches for timelines that silently stop: those that should have been read by now, and were not. */
@Singleton
public class StaleTimelines {
    private static final Logger log = LoggerFactory.getLogger(StaleTimelines.class);
    /** For the jitter, and for polls that wait their turn. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final ReadingRepository readings;
    private final TimelineConfig config;
    private final InstantSource clock;
    private final AtomicLong stale;

    StaleTimelines(ReadingRepository readings, TimelineConfig config, InstantSource clock, MeterRegistry registry) {
        this.readings = readings;
        this.config = config;
        this.clock = clock;
        this.stale = registry.gauge("broadsheet.ingest.timelines-stale", new AtomicLong());
    }

    /** Counts them. @return how many there are */
    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    public long count() {
        long now =
                readings.countStale(clock.instant().minus(config.maxInterval()).minus(GRACE));
        if (now > stale.getAndSet(now)) {
            log.atWarn()
                    .addKeyValue("timelines", now)
                    .log(
                            "timelines were not read for longer than they may be: look at host_overview for their servers");
        }
        return now;
    }
}
