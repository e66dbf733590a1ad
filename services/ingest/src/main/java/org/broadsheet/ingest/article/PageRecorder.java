package org.broadsheet.ingest.article;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.broadsheet.messaging.EventPublisher;
import org.jspecify.annotations.Nullable;

/** Lets the reading of a page take effect: its state, and what is told of its article, in one transaction. */
@Singleton
@Transactional("ingest")
class PageRecorder {
    /** A page that can't be had is tried so often, the pauses six times as long each time. */
    private static final int TRIES = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(10);
    private static final int LONGER = 6;

    private final PageRepository pages;
    private final Articles articles;
    private final EventPublisher publisher;
    private final InstantSource clock;

    PageRecorder(
            PageRepository pages, Articles articles, @Named("ingest") EventPublisher publisher, InstantSource clock) {
        this.pages = pages;
        this.articles = articles;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Does nothing if another reading has taken this one's place. */
    void record(PageRepository.Page page, Instant slot, PageReader.Result result, @Nullable String correlationId) {
        switch (result) {
            case PageReader.Result.Read(var metadata) -> {
                var outcome = new PageRepository.Outcome("read", null, metadata.canonical(), null);
                if (pages.settle(page.linkKey(), slot, outcome)) {
                    var canonical = CanonicalAddresses.of(page.linkKey(), page.url(), metadata.canonical());
                    articles.describedByPage(page.linkKey(), metadata.description(), canonical.orElse(null))
                            .ifPresent(event -> publisher.publish(List.of(event), correlationId));
                }
            }
            case PageReader.Result.NotRead notRead -> notRead(page, slot, notRead);
        }
    }

    private void notRead(PageRepository.Page page, Instant slot, PageReader.Result.NotRead notRead) {
        boolean givenUp = notRead.forGood() || page.tries() + 1 >= TRIES;
        var now = clock.instant();
        var again = now.plus(pause(page.tries(), notRead.notBefore()));
        var outcome = new PageRepository.Outcome(
                givenUp ? "given_up" : "waiting", notRead.reason(), null, givenUp ? null : again);
        if (pages.settle(page.linkKey(), slot, outcome) && notRead.hostIsAway()) {
            pages.postpone(page.host(), now, now.plus(pause(0, notRead.notBefore())));
        }
    }

    private static Duration pause(int tries, Duration asked) {
        var pause = FIRST_PAUSE.multipliedBy((long) Math.pow(LONGER, tries));
        return asked.compareTo(pause) > 0 ? asked : pause;
    }
}
