package org.broadsheet.http;

import io.micronaut.context.BeanContext;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets idempotency keys and revocations that have served their time. */
@Singleton
final class Housekeeping {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final BeanContext context;

    Housekeeping(BeanContext context) {
        this.context = context;
    }

    @Scheduled(initialDelay = "7m", fixedDelay = "1h")
    void forgetOld() {
        int keys = context.getBeansOfType(IdempotencyStore.class).stream()
                .mapToInt(IdempotencyStore::forgetOld)
                .sum();
        int revocations = context.getBeansOfType(RevocationRepository.class).stream()
                .mapToInt(RevocationRepository::forgetExpired)
                .sum();
        log.atDebug()
                .addKeyValue("keys", keys)
                .addKeyValue("revocations", revocations)
                .log("forgot what is over");
    }
}
