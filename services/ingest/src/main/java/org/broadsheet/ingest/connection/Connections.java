package org.broadsheet.ingest.connection;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.broadsheet.events.ConnectionClosed;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.ConnectionReported;
import org.broadsheet.events.ConnectionState;
import org.broadsheet.events.Network;
import org.broadsheet.events.Spending;
import org.broadsheet.ingest.budget.Budget;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.networks.CredentialSeal;
import org.broadsheet.networks.Refreshed;
import org.jspecify.annotations.Nullable;

/**
 * Which connections there are and how they fare. Every change locks the connection's row; none reaches outside the
 * database. Credentials that are replaced, or come too late, are left for revocation.
 */
@Singleton
@Transactional("ingest")
public class Connections {
    static final String UNREADABLE = "Connect the account again: its credentials can't be read any more.";
    static final String ENDED = "Connect the account again: the network does not take its credentials any more.";

    private static final int MAX_DOUBLINGS = 6;

    private final ConnectionRepository repository;
    private final RevocationRepository revocations;
    private final CredentialSeal seal;
    private final Budget budget;
    private final Surveyed surveyed;
    private final EventPublisher publisher;
    private final ConnectionConfig config;
    private final InstantSource clock;

    Connections(
            ConnectionRepository repository,
            RevocationRepository revocations,
            @Named("ingest") CredentialSeal seal,
            Budget budget,
            Surveyed surveyed,
            @Named("ingest") EventPublisher publisher,
            ConnectionConfig config,
            InstantSource clock) {
        this.repository = repository;
        this.revocations = revocations;
        this.seal = seal;
        this.budget = budget;
        this.surveyed = surveyed;
        this.publisher = publisher;
        this.config = config;
        this.clock = clock;
    }

    /** The connection, unless it is closed. */
    public Optional<Connection> find(UUID id) {
        return repository.find(id);
    }

    /** The same, and nobody changes it until the transaction ends. */
    public Optional<Connection> lock(UUID id) {
        return repository.lock(id);
    }

    /** Tells what the account offers by now. @param held locked */
    public void reportOffers(Connection held) {
        report(held);
    }

    /** Takes the credentials, unless newer ones are here. */
    void open(ConnectionOpened event) {
        repository.lockUser(event.userId());
        if (repository.hasEnded(event.connectionId(), event.userId())) {
            revoke(Connection.of(event, 0));
            return;
        }
        var held = repository.lock(event.connectionId());
        if (held.isPresent() && held.get().version() >= event.version()) {
            if (held.get().version() > event.version()) {
                revoke(Connection.of(event, 0));
            }
            return;
        }
        held.ifPresent(this::revoke);
        var opened = Connection.of(
                event, held.map(before -> before.credentialsVersion() + 1).orElse(1L));
        boolean readable = seal.open(opened.sealed(), opened.key()).isPresent();
        surveyed.opened(report(readable ? opened : opened.expired(UNREADABLE)));
    }

    /** Ends a connection for good. */
    void close(ConnectionClosed event) {
        repository.lockUser(event.userId());
        repository.lock(event.connectionId()).ifPresent(this::revoke);
        repository.close(event.connectionId(), event.userId(), event.version());
        surveyed.closed(event.connectionId());
    }

    /** Forgets a user, who is known as forgotten already. */
    public void forget(UUID userId) {
        repository.lockUser(userId);
        repository.lockOfUser(userId).forEach(this::revoke);
        repository.forget(userId);
    }

    /** Whose turn it is to refresh credentials that were refused. */
    RefreshTurn startRefresh(Connection refused) {
        var now = repository.lock(refused.id());
        boolean settled = now.isEmpty()
                || now.get().credentialsVersion() != refused.credentialsVersion()
                || now.get().state() == ConnectionState.EXPIRED
                || now.get().rests(clock.instant());
        if (settled) {
            return new RefreshTurn.Settled(now);
        }
        return repository
                .startRefresh(now.get(), config.longestRefresh())
                .<RefreshTurn>map(startedAt -> new RefreshTurn.Mine(now.get(), startedAt))
                .orElseGet(RefreshTurn.InHand::new);
    }

    /** Lets a refresh take effect. @return the connection as it is now; empty if it was closed meanwhile */
    Optional<Connection> finishRefresh(RefreshTurn.Mine turn, Refreshed refreshed) {
        var now = repository.lock(turn.connection().id());
        return switch (refreshed) {
            case Refreshed.Renewed renewed -> keep(turn.connection(), now, renewed);
            case Refreshed.Expired _ -> settle(turn, now, current -> current.expired(ENDED));
            case Refreshed.Unavailable unavailable ->
                settle(
                        turn,
                        now,
                        current -> current.failing(
                                unavailable.reason(), clock.instant().plus(pause(current, unavailable.retryAfter()))));
        };
    }

    /** However late: they are the only ones that serve. Nobody asks for what was closed or replaced meanwhile. */
    private Optional<Connection> keep(Connection begun, Optional<Connection> now, Refreshed.Renewed renewed) {
        var renewedNow = begun.renewed(seal.seal(renewed.credentials(), begun.key()));
        if (now.isEmpty() || now.get().credentialsVersion() != begun.credentialsVersion()) {
            revoke(renewedNow);
            return now;
        }
        return Optional.of(change(now.get(), now.get().renewed(renewedNow.sealed())));
    }

    private Optional<Connection> settle(
            RefreshTurn.Mine turn, Optional<Connection> now, UnaryOperator<Connection> end) {
        return now.map(current -> repository.isRefreshedBy(turn.connection(), turn.startedAt())
                ? change(current, end.apply(current))
                : current);
    }

    private Duration pause(Connection current, Duration asked) {
        var own = config.firstPause().multipliedBy(1L << Math.min(current.failures(), MAX_DOUBLINGS));
        return asked.compareTo(own) > 0 ? asked : own;
    }

    /** Nobody can read the credentials. */
    void expireUnreadable(Connection seen) {
        changeIfSame(seen, seen.expired(UNREADABLE));
    }

    /** The network took the credentials of a connection that was failing. */
    void recover(Connection seen) {
        changeIfSame(seen, seen.active());
    }

    /** A timeline was read with it. @param cost whether that cost something, which its reader is told */
    public void read(UUID id, boolean cost) {
        repository.lock(id).ifPresent(now -> {
            if (now.state() == ConnectionState.SPENT) {
                report(now.active());
            } else if (cost) {
                report(now);
            }
        });
    }

    /** What reading may cost is used up. */
    public void spend(UUID id, String reason) {
        repository
                .lock(id)
                .filter(now -> now.state() == ConnectionState.ACTIVE || now.state() == ConnectionState.SPENT)
                .filter(now -> !reason.equals(now.reason()))
                .ifPresent(now -> report(now.spent(reason)));
    }

    private void changeIfSame(Connection seen, Connection after) {
        repository.lock(seen.id()).filter(seen::equals).ifPresent(now -> change(now, after));
    }

    /** It is told when the state is another, not on every call. */
    private Connection change(Connection before, Connection after) {
        if (before.state() != after.state()) {
            return report(after);
        }
        repository.save(after);
        return after;
    }

    private Connection report(Connection connection) {
        var counted = connection.countReport();
        repository.save(counted);
        publisher.publish(withOffers(counted));
        return counted;
    }

    private ConnectionReported withOffers(Connection connection) {
        var own = connection.reported(spending(connection));
        var timelines = Stream.concat(own.timelines().stream(), surveyed.offered(connection.id()).stream())
                .limit(ConnectionReported.MAX_TIMELINES)
                .toList();
        return new ConnectionReported(
                own.connectionId(), own.version(), own.report(), own.state(), own.reason(), timelines, own.spending());
    }

    /** What its user's connections cost, where it is one of those that do. */
    private @Nullable Spending spending(Connection connection) {
        return connection.network() == Network.X ? budget.of(connection.userId()) : null;
    }

    private void revoke(Connection old) {
        revocations.add(old, clock.instant());
    }

    /** Whether a connection of this account is open with these credentials, by whomever. */
    boolean isInUse(Revocation revocation) {
        var given = seal.open(revocation.sealed(), revocation.key());
        return repository.ofAccount(revocation.network(), revocation.server(), revocation.accountId()).stream()
                .map(other -> seal.open(other.sealed(), other.key()))
                .anyMatch(other -> other.isPresent() && other.equals(given));
    }
}
