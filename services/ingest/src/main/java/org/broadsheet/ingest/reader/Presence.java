package org.broadsheet.ingest.reader;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Whether a reader is here, by their last day; in the order of their absence. */
public enum Presence {
    HERE,
    AWAY,
    /** For so long that nothing is read for them alone. */
    GONE;

    /** From the end of that day, so that nobody is taken for absent too soon. */
    static Presence of(LocalDate seenOn, Instant now, ReaderConfig config) {
        var since = seenOn.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var absence = Duration.between(since, now);
        if (absence.compareTo(config.pauseAfter()) >= 0) {
            return GONE;
        }
        return absence.compareTo(config.slowAfter()) >= 0 ? AWAY : HERE;
    }
}
