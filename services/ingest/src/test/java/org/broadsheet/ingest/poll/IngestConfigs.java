package org.broadsheet.ingest.poll;

import java.time.Duration;
import org.broadsheet.ingest.IngestConfig;

/** Settings of ingest for tests of its parts. */
final class IngestConfigs {
    private IngestConfigs() {}

    /** @param min between two polls of a source, {@code pause} between two of a host */
    static IngestConfig of(Duration min, Duration pause) {
        return new IngestConfig(
                min,
                Duration.ofHours(24),
                1,
                Duration.ofSeconds(1),
                Duration.ofMinutes(10),
                1,
                1,
                1,
                1,
                50,
                Duration.ofDays(30),
                200,
                1,
                pause,
                "",
                Duration.ofSeconds(15));
    }
}
