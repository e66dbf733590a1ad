package org.broadsheet.ingest.timeline;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How timelines are read.
 *
 * @param window older posts are of no interest
 * @param minInterval never sooner than this after a pull
 * @param maxInterval never later
 * @param thorough how often everything that is remembered is read again, for edits and what was taken back
 * @param longest of one pull, after which it stops where it is; shorter than the lease of a poll
 * @param coldPause before a timeline that its server makes anew is asked again
 */
@ConfigurationProperties("broadsheet.ingest.timelines")
public record TimelineConfig(
        @Bindable(defaultValue = "7d") Duration window,
        @Bindable(defaultValue = "20m") Duration minInterval,
        @Bindable(defaultValue = "6h") Duration maxInterval,
        @Bindable(defaultValue = "6h") Duration thorough,
        @Bindable(defaultValue = "5m") Duration longest,
        @Bindable(defaultValue = "2m") Duration coldPause) {
    public TimelineConfig {
        for (var time : new Duration[] {window, minInterval, maxInterval, thorough, longest, coldPause}) {
            if (!time.isPositive()) {
                throw new IllegalArgumentException("broadsheet.ingest.timelines: every time must be positive");
            }
        }
        if (maxInterval.compareTo(minInterval) < 0) {
            throw new IllegalArgumentException("broadsheet.ingest.timelines.max-interval is shorter than min-interval");
        }
    }
}
