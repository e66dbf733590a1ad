package org.broadsheet.ingest.survey;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How accounts are surveyed.
 *
 * @param interval between two surveys of one account
 * @param lease how long a survey may be in hand before another takes its place
 * @param concurrency surveys at a time in this process
 * @param inFlight surveys in hand, in all processes together; one of a server. None are made with 0
 */
@ConfigurationProperties("broadsheet.ingest.survey")
record SurveyConfig(
        @Bindable(defaultValue = "24h") Duration interval,
        @Bindable(defaultValue = "10m") Duration lease,
        @Bindable(defaultValue = "4") int concurrency,
        @Bindable(defaultValue = "32") int inFlight) {

    SurveyConfig {
        if (!interval.isPositive() || !lease.isPositive()) {
            throw new IllegalArgumentException("broadsheet.ingest.survey: interval and lease must be times");
        }
        if (concurrency < 1 || inFlight < 0) {
            throw new IllegalArgumentException(
                    "broadsheet.ingest.survey: concurrency must be at least 1, in-flight at least 0");
        }
    }
}
