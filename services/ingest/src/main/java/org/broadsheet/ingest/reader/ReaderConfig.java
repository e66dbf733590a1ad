package org.broadsheet.ingest.reader;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What a reader's absence means for their timelines (algorithms.md 4.9).
 *
 * @param slowAfter they are read as rarely as any
 * @param pauseAfter they are not read
 */
@ConfigurationProperties("broadsheet.ingest.readers")
public record ReaderConfig(
        @Bindable(defaultValue = "14d") Duration slowAfter,
        @Bindable(defaultValue = "30d") Duration pauseAfter) {
    public ReaderConfig {
        if (!slowAfter.isPositive() || pauseAfter.compareTo(slowAfter) < 0) {
            throw new IllegalArgumentException(
                    "broadsheet.ingest.readers: slow-after must be positive, and pause-after no shorter");
        }
    }
}
