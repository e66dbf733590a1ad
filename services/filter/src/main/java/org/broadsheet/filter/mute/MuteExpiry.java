package org.broadsheet.filter.mute;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends rules whose time has come; what they hid is judged again. Several processes may do so at once. */
@Singleton
public final class MuteExpiry {
    private static final Logger log = LoggerFactory.getLogger(MuteExpiry.class);

    private final ImportedRuleRepository rules;
    private final Imports imports;
    private final InstantSource clock;

    MuteExpiry(ImportedRuleRepository rules, Imports imports, InstantSource clock) {
        this.rules = rules;
        this.imports = imports;
        this.clock = clock;
    }

    /** What fails is tried again the next time. */
    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    void run() {
        try {
            endOver(clock.instant());
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("failure", e.getClass().getName())
                    .log("rules whose time has come did not end; it is tried again");
        }
    }

    /** @param now the time that has come */
    public void endOver(Instant now) {
        rules.usersWithOver(now).forEach(user -> imports.endOver(user, now));
    }
}
