package org.broadsheet.ingest.connection;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.broadsheet.networks.AccountAccess;
import org.broadsheet.networks.CredentialSeal;
import org.broadsheet.networks.Refreshed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes refused credentials once, however many calls they were refused to. In this process the others wait for the
 * first; among processes the row says whose turn it is, and the others look at it until it is over.
 */
@Singleton
final class Refreshing {
    private static final Logger log = LoggerFactory.getLogger(Refreshing.class);
    private static final int LOOK_MILLIS = 100;
    /** To store new credentials while the database is away: without them the connection is lost. */
    private static final int MAX_STORES = 60;

    private static final int STORE_PAUSE_MILLIS = 500;

    private final Connections connections;
    private final CredentialSeal seal;
    private final AccountAccess access;
    private final ConnectionMetrics metrics;
    private final ConcurrentMap<Turn, CompletableFuture<Optional<Connection>>> inHand = new ConcurrentHashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    Refreshing(
            Connections connections,
            @Named("ingest") CredentialSeal seal,
            @Named("ingest") AccountAccess access,
            ConnectionMetrics metrics) {
        this.connections = connections;
        this.seal = seal;
        this.access = access;
        this.metrics = metrics;
    }

    private record Turn(UUID connectionId, long credentialsVersion) {}

    /** @return the connection with other credentials, or in another state; empty if it was closed */
    Optional<Connection> renew(Connection refused) {
        var turn = new Turn(refused.id(), refused.credentialsVersion());
        var mine = new CompletableFuture<Optional<Connection>>();
        var others = inHand.putIfAbsent(turn, mine);
        if (others != null) {
            return others.join();
        }
        try {
            var now = take(refused);
            mine.complete(now);
            return now;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            inHand.remove(turn);
            mine.cancel(false); // nobody waits for ever, whatever was thrown
        }
    }

    /** Ends when the turn is over, or its process is known to be dead and the turn is ours. */
    private Optional<Connection> take(Connection refused) {
        while (true) {
            switch (connections.startRefresh(refused)) {
                case RefreshTurn.Settled settled -> {
                    return settled.connection();
                }
                case RefreshTurn.Mine mine -> {
                    return refresh(mine);
                }
                case RefreshTurn.InHand _ -> pause(LOOK_MILLIS);
            }
        }
    }

    private Optional<Connection> refresh(RefreshTurn.Mine turn) {
        var credentials =
                seal.open(turn.connection().sealed(), turn.connection().key());
        var refreshed = credentials.isEmpty()
                ? new Refreshed.Expired(Connections.UNREADABLE)
                : access.refresh(credentials.get());
        metrics.countRefresh(refreshed.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        log.atInfo()
                .addKeyValue("connection", turn.connection().id())
                .addKeyValue("outcome", refreshed.getClass().getSimpleName())
                .log("credentials refreshed");
        return store(turn, refreshed);
    }

    private Optional<Connection> store(RefreshTurn.Mine turn, Refreshed refreshed) {
        for (int stores = 1; ; stores++) {
            try {
                return connections.finishRefresh(turn, refreshed);
            } catch (RuntimeException e) {
                if (stores == MAX_STORES) {
                    throw e;
                }
                log.atWarn()
                        .addKeyValue("connection", turn.connection().id())
                        .addKeyValue("failure", e.toString())
                        .log("the end of a refresh is not stored yet; it is tried again");
                pause(STORE_PAUSE_MILLIS);
            }
        }
    }

    private void pause(int millis) {
        try {
            if (stop.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the service stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a refresh", e);
        }
    }

    @PreDestroy
    void close() {
        stop.countDown();
    }
}
