package org.broadsheet.ingest.timeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** How many timelines rest, for operators. */
@Singleton
public class PausedTimelines {
    private final ReadingRepository readings;
    private final AtomicLong paused;

    PausedTimelines(ReadingRepository readings, MeterRegistry registry) {
        this.readings = readings;
        this.paused = registry.gauge("broadsheet.ingest.timelines-paused", new AtomicLong());
    }

    /** Counts them. @return how many there are */
    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    public long count() {
        long now = readings.countPaused();
        paused.set(now);
        return now;
    }
}
