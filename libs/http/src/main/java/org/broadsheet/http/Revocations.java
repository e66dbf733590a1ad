package org.broadsheet.http;

import io.micronaut.context.BeanContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which sessions, tokens and users are no longer good. Held in memory and read anew from the service's own table every
 * half second, so that a revocation counts within a second at every instance and a check costs no query. While the
 * database is away the last known state holds.
 */
@Singleton
public final class Revocations implements ApplicationEventListener<StartupEvent> {
    private static final Logger log = LoggerFactory.getLogger(Revocations.class);
    private static final Duration REFRESH = Duration.ofMillis(500);
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final BeanContext context;
    private final Map<UUID, Instant> revoked = new ConcurrentHashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private Instant readUpTo = Instant.EPOCH;
    private boolean away;

    Revocations(BeanContext context) {
        this.context = context;
    }

    public boolean isRevoked(Credential credential) {
        return revoked.containsKey(credential.id()) || revoked.containsKey(credential.userId());
    }

    /** Makes a revocation count in this process at once; the tables make it count everywhere. */
    public void add(UUID id, Instant expiresAt) {
        revoked.put(id, expiresAt);
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        refresh();
        Thread.ofVirtual().name("revocations").start(this::keepFresh);
    }

    @PreDestroy
    void close() {
        stop.countDown();
    }

    private void keepFresh() {
        try {
            while (!stop.await(REFRESH.toMillis(), TimeUnit.MILLISECONDS)) {
                refresh();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() {
        try {
            var started = Instant.now();
            for (var repository : context.getBeansOfType(RevocationRepository.class)) {
                revoked.putAll(repository.revokedSince(readUpTo.minus(OVERLAP)));
            }
            readUpTo = readUpTo.equals(Instant.EPOCH) ? started : started.minus(OVERLAP);
            revoked.values().removeIf(expiresAt -> expiresAt.isBefore(started));
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                log.atWarn()
                        .addKeyValue("failure", e.getClass().getSimpleName())
                        .log("revoked credentials can't be read; the last known state holds");
            }
            away = true;
        }
    }
}
