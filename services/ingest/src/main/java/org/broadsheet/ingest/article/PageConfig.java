package org.broadsheet.ingest.article;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the pages of articles are read.
 *
 * @param pace between two pages of one host
 * @param lease how long a reading may be in hand before another takes its place
 * @param concurrency readings at a time in this process
 * @param inFlight readings in hand, in all processes together; one of a host
 * @param inFlightBesidePolls the same while sources wait for their polls
 */
@ConfigurationProperties("broadsheet.ingest.pages")
record PageConfig(
        @Bindable(defaultValue = "1s") Duration pace,
        @Bindable(defaultValue = "2m") Duration lease,
        @Bindable(defaultValue = "8") int concurrency,
        @Bindable(defaultValue = "32") int inFlight,
        @Bindable(defaultValue = "2") int inFlightBesidePolls) {

    PageConfig {
        if (pace.isNegative() || !lease.isPositive()) {
            throw new IllegalArgumentException("broadsheet.ingest.pages: pace and lease must be times");
        }
        if (concurrency < 1 || inFlight < 1 || inFlightBesidePolls < 1) {
            throw new IllegalArgumentException("broadsheet.ingest.pages: every count must be at least 1");
        }
    }
}
