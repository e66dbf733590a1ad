package org.broadsheet.ingest.source;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import org.broadsheet.ingest.reader.ReaderActivity;
import org.broadsheet.ingest.reader.Visit;

/** Visits of readers, and what they mean for the timelines that are read for them alone. Comes before any lock of a source. */
@Singleton
@Transactional("ingest")
public class Visits {
    private final ReaderActivity readers;
    private final SourceRepository sources;
    private final InstantSource clock;

    Visits(ReaderActivity readers, SourceRepository sources, InstantSource clock) {
        this.readers = readers;
        this.sources = sources;
        this.clock = clock;
    }

    /** Remembers them. Who comes back has their timelines read now. */
    public void count(Collection<Visit> visits) {
        var back = readers.saw(visits);
        if (!back.isEmpty()) {
            sources.hastenTimelinesOf(back, clock.instant());
        }
    }
}
