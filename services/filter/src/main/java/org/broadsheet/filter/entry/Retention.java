package org.broadsheet.filter.entry;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.broadsheet.filter.blocking.RuleSets;
import org.broadsheet.filter.mute.Imports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets entries and changes of rules that nobody can ask for any more. */
@Singleton
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final EntryRepository entries;

    private final RuleSets ruleSets;
    private final Imports imports;

    Retention(EntryRepository entries, RuleSets ruleSets, Imports imports) {
        this.entries = entries;
        this.ruleSets = ruleSets;
        this.imports = imports;
    }

    @Scheduled(initialDelay = "10m", fixedDelay = "6h")
    void forgetOld() {
        int forgotten = entries.forgetOld();
        int changes = ruleSets.forgetOldChanges();
        int rules = imports.forgetGone();
        if (forgotten + changes + rules > 0) {
            log.atInfo()
                    .addKeyValue("entries", forgotten)
                    .addKeyValue("changes", changes)
                    .addKeyValue("rules", rules)
                    .log("forgot old entries and changes of rules");
        }
    }
}
