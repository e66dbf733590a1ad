package org.broadsheet.ingest.retention;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets by the hour, in small transactions. Entries of sources that are read are forgotten by their polls, which alone know what
 * a feed still lists. Several processes may do this at once.
 */
@Singleton
public class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    /** Of one kind in one go; the rest waits for the next hour. */
    private static final int MAX_BATCHES = 1_000;

    private final RetentionRepository rows;
    private final RetentionConfig config;
    private final InstantSource clock;

    Retention(RetentionRepository rows, RetentionConfig config, InstantSource clock) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "9m", fixedDelay = "1h")
    public void forget() {
        var now = clock.instant();
        var unread = now.minus(config.sources());
        int entries = all(() -> rows.forgetEntries(unread));
        int sources = all(() -> rows.forgetSources(unread));
        var old = now.minus(config.articles());
        int pages = all(() -> rows.forgetPages(old));
        int articles = all(() -> rows.forgetArticles(old));
        log.atInfo()
                .addKeyValue("entries", entries)
                .addKeyValue("sources", sources)
                .addKeyValue("pages", pages)
                .addKeyValue("articles", articles)
                .log("forgot what nothing refers to any more");
    }

    private static int all(IntSupplier batch) {
        int sum = 0;
        for (int i = 0, forgotten = -1; i < MAX_BATCHES && forgotten != 0; i++) {
            forgotten = batch.getAsInt();
            sum += forgotten;
        }
        return sum;
    }
}
