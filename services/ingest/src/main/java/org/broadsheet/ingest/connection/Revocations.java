package org.broadsheet.ingest.connection;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.broadsheet.ingest.IngestConfig;
import org.broadsheet.ingest.Ticker;
import org.broadsheet.networks.AccountAccess;
import org.broadsheet.networks.CredentialSeal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends credentials at their networks, a few at a time. Several processes may do so at once. */
@Singleton
final class Revocations implements ApplicationEventListener<StartupEvent>, GracefulShutdownCapable {
    private static final Logger log = LoggerFactory.getLogger(Revocations.class);
    private static final int AT_A_TIME = 8;

    private final RevocationRepository repository;
    private final Connections connections;
    private final CredentialSeal seal;
    private final AccountAccess access;
    private final ConnectionMetrics metrics;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final Ticker ticker;

    Revocations(
            RevocationRepository repository,
            Connections connections,
            @Named("ingest") CredentialSeal seal,
            @Named("ingest") AccountAccess access,
            ConnectionMetrics metrics,
            IngestConfig config,
            InstantSource clock) {
        this.repository = repository;
        this.connections = connections;
        this.seal = seal;
        this.access = access;
        this.metrics = metrics;
        this.clock = clock;
        this.ticker = new Ticker("ingest-revocations", config.tick(), this::look);
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        ticker.start();
    }

    private void look() {
        try {
            for (var connection : repository.forget(clock.instant())) {
                metrics.countRevocation("given_up");
                log.atWarn().addKeyValue("connection", connection).log("credentials forgotten, but not revoked");
            }
            int free = places.drainPermits();
            int claimed = 0;
            try {
                for (var revocation : repository.claim(clock.instant(), free)) {
                    Thread.ofVirtual().name("ingest-revocation").start(() -> revokeAndLeave(revocation));
                    claimed++;
                }
            } finally {
                places.release(free - claimed);
            }
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("failure", e.toString())
                    .log("no look at what is to be revoked; it is tried again");
        }
    }

    private void revokeAndLeave(Revocation revocation) {
        try {
            revoke(revocation);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("connection", revocation.connectionId())
                    .addKeyValue("failure", e.toString())
                    .log("a revocation failed; it is tried again");
        } finally {
            places.release();
        }
    }

    /** Some servers give an account that connects again the token that it had: that one is not revoked. */
    private void revoke(Revocation revocation) {
        var credentials = seal.open(revocation.sealed(), revocation.key());
        if (credentials.isEmpty() || connections.isInUse(revocation)) {
            metrics.countRevocation("needless");
            repository.done(revocation.id());
        } else if (access.revoke(credentials.get())) {
            metrics.countRevocation("done");
            repository.done(revocation.id());
        } else {
            metrics.countRevocation("refused");
        }
    }

    /** A try that is cut off here is made again. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        return ticker.stop();
    }

    @PreDestroy
    void close() {
        shutdownGracefully();
    }
}
