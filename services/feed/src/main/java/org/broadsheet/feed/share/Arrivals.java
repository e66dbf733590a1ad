package org.broadsheet.feed.share;

import com.github.f4b6a3.uuid.util.UuidUtil;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;

/** How long entries were on their way, from the poll that found them: their ids tell when that was (RFC 9562, version 7). */
@Singleton
final class Arrivals {
    private final Timer timer;
    private final InstantSource clock;

    Arrivals(MeterRegistry registry, InstantSource clock) {
        this.timer = Timer.builder("broadsheet.feed.arrival")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(registry);
        this.clock = clock;
    }

    /** @param entryIds new here */
    void arrived(Collection<UUID> entryIds) {
        var now = clock.instant();
        for (var id : entryIds) {
            if (UuidUtil.isTimeOrderedEpoch(id)) {
                timer.record(Duration.between(UuidUtil.getInstant(id), now));
            }
        }
    }
}
