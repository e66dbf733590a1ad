package org.broadsheet.user.connection;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.ConnectionClosed;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.ConnectionReported;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.networks.ConnectionKey;
import org.broadsheet.networks.Finished;
import org.broadsheet.networks.TimelineAddress;
import org.broadsheet.user.source.SourceAddress;
import org.broadsheet.user.source.Subscriptions;
import org.broadsheet.user.source.TimelineOwners;

/** Opens and closes connections, and tells ingest, which alone gets the credentials. */
@Singleton
class Connections implements TimelineOwners {
    static final int MAX_PER_NETWORK = 10;

    private final ConnectionRepository repository;
    private final Subscriptions subscriptions;
    private final Seals seals;
    private final EventPublisher publisher;
    private final InstantSource clock;

    Connections(
            ConnectionRepository repository,
            Subscriptions subscriptions,
            Seals seals,
            @Named("user") EventPublisher publisher,
            InstantSource clock) {
        this.repository = repository;
        this.subscriptions = subscriptions;
        this.seals = seals;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Connects an account, or connects it again, and subscribes to its home timeline.
     *
     * @return its id; empty if the user has as many accounts at this network as one may have
     */
    @Transactional("user")
    Optional<UUID> open(UUID userId, Finished.Connected account) {
        var credentials = account.credentials();
        var server = credentials.api().toString();
        var network = credentials.network();
        var place = new ConnectionRepository.Place(network.wireName(), server, account.accountId());
        if (repository.lock(userId) == 0
                || repository.countOthers(userId, place.network(), server, place.accountId()) >= MAX_PER_NETWORK) {
            return Optional.empty();
        }
        var now = clock.instant();
        var opened = repository.open(userId, place, account.handle(), UuidCreator.getTimeOrderedEpoch(), now);
        publisher.publish(new ConnectionOpened(
                opened.id(),
                userId,
                network,
                server,
                account.accountId(),
                account.handle(),
                opened.version(),
                seals.credentials(credentials, new ConnectionKey(userId, network, opened.id())),
                now));
        var home = TimelineAddress.home(opened.id()).toString();
        subscriptions.subscribe(userId, new SourceAddress(home, home), "Home of @" + account.handle());
        return Optional.of(opened.id());
    }

    /** @return whether there was such a connection */
    @Transactional("user")
    boolean close(UUID userId, UUID id) {
        var version = repository.close(id, userId);
        version.ifPresent(last -> {
            subscriptions.unsubscribeAll(userId, TimelineAddress.allOf(id));
            publisher.publish(new ConnectionClosed(id, userId, last, clock.instant()));
        });
        return version.isPresent();
    }

    void report(ConnectionReported report) {
        repository.report(report);
    }

    @Override
    public boolean owns(UUID userId, UUID connectionId) {
        return repository.existsByIdAndUserId(connectionId, userId);
    }

    List<Connection> of(UUID userId, int limit, int offset) {
        return repository.of(userId, limit, offset);
    }

    long countOf(UUID userId) {
        return repository.countOf(userId);
    }
}
