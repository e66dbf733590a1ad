package org.broadsheet.ingest.retention;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long is kept what nothing refers to any more.
 *
 * @param entries that their feed does not list any more, since they were first seen
 * @param articles what is known of them and that their pages were read, since something new was; then the next link reads anew
 * @param sources that nobody reads, with their entries, since their last poll
 */
@ConfigurationProperties("broadsheet.ingest.retention")
public record RetentionConfig(
        @Bindable(defaultValue = "90d") Duration entries,
        @Bindable(defaultValue = "90d") Duration articles,
        @Bindable(defaultValue = "30d") Duration sources) {
    public RetentionConfig {
        if (!entries.isPositive() || !articles.isPositive() || !sources.isPositive()) {
            throw new IllegalArgumentException("broadsheet.ingest.retention: every duration must be positive");
        }
    }
}
