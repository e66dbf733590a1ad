package org.broadsheet.ingest.article;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.broadsheet.events.ArticleResolve;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.settings.Tunables;
import org.broadsheet.tunables.LiveTunables;

/** Claims pages that are due and puts them into their work queue, both or neither. */
@Singleton
@Transactional("ingest")
public class DuePages {
    private final PageRepository pages;
    private final EventPublisher publisher;
    private final PageConfig config;
    private final LiveTunables live;
    private final InstantSource clock;

    DuePages(
            PageRepository pages,
            @Named("ingest") EventPublisher publisher,
            PageConfig config,
            LiveTunables live,
            InstantSource clock) {
        this.pages = pages;
        this.publisher = publisher;
        this.config = config;
        this.live = live;
        this.clock = clock;
    }

    /**
     * @param pollsWait whether sources wait for their polls, which go before pages: some pages are read all the same, so that they
     *     go on however long that lasts
     * @return how many were due
     */
    public int enqueue(boolean pollsWait) {
        var slot = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int most = live.of(Tunables.PAGES_IN_FLIGHT, config.inFlight());
        int inFlight = pollsWait ? Math.min(config.inFlightBesidePolls(), most) : most;
        var due = pages.claim(slot, config.lease(), inFlight).stream()
                .map(linkKey -> new ArticleResolve(linkKey, slot))
                .toList();
        if (!due.isEmpty()) {
            publisher.publish(due, null);
        }
        return due.size();
    }
}
