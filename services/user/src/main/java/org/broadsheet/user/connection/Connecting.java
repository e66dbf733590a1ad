package org.broadsheet.user.connection;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.Network;
import org.broadsheet.http.HttpConfig;
import org.broadsheet.http.ProblemException;
import org.broadsheet.networks.Begun;
import org.broadsheet.networks.BlueskyClient;
import org.broadsheet.networks.Finished;
import org.broadsheet.networks.Wish;
import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a reader to a network and back. Talks to other servers, so no transaction is open meanwhile. */
@Singleton
final class Connecting {
    private static final Logger log = LoggerFactory.getLogger(Connecting.class);

    private final NetworkGateway networks;
    private final SealedClients clients;
    private final Attempts attempts;
    private final Connections connections;
    private final String redirectUri;

    Connecting(
            NetworkGateway networks,
            SealedClients clients,
            Attempts attempts,
            Connections connections,
            HttpConfig http) {
        this.networks = networks;
        this.clients = clients;
        this.attempts = attempts;
        this.connections = connections;
        this.redirectUri = http.publicUrl().toString().replaceFirst("/+$", "") + BlueskyClient.CALLBACK;
    }

    /** What a network sent back with the reader's browser. */
    record Answer(
            @Nullable String state,
            @Nullable String code,
            @Nullable String iss,
            @Nullable String error) {}

    /** How it ended, as the page says it. */
    enum Outcome {
        CONNECTED,
        /** The reader did not agree. */
        DENIED,
        /** Not begun by this reader, taken before, or longer ago than ten minutes. */
        STALE,
        /** Not from the server that was asked, or not what was asked for. */
        REFUSED,
        /** As many accounts as one may have. */
        FULL
    }

    /**
     * @return where the reader's browser goes
     * @throws ProblemException 422 with the reason
     */
    URI begin(UUID userId, NewConnection wanted) {
        var network = wanted.checked();
        attempts.requirePlace(userId);
        var state = attempts.newState();
        var wish = new Wish(redirectUri, state, wanted.server(), wanted.handle(), wanted.client());
        var begun = networks.ask(() -> begin(network, wish));
        return switch (begun) {
            case Begun.Authorize authorize -> {
                attempts.keep(userId, state, authorize.attempt());
                yield authorize.url();
            }
            case Begun.Refused refused -> {
                log.atInfo()
                        .addKeyValue("network", network.wireName())
                        .addKeyValue("refusal", refused.refusal())
                        .log("an account was not connected");
                throw ProblemException.unacceptable(refused.refusal().words());
            }
        };
    }

    private Begun begin(Network network, Wish wish) {
        return switch (network) {
            case MASTODON -> networks.connectors().mastodon(wish);
            case BLUESKY -> networks.connectors().bluesky(wish, clients.bluesky());
            case X -> networks.connectors().x(wish);
            case FEED -> throw new IllegalArgumentException("a feed is not connected");
        };
    }

    /** @throws ProblemException 422 with the reason */
    UUID signIn(UUID userId, NewConnection wanted, String appPassword, String handle) {
        wanted.checked();
        var finished =
                networks.ask(() -> networks.connectors().signIn(handle, wanted.server(), new Secret(appPassword)));
        return switch (finished) {
            case Finished.Connected account ->
                open(userId, account)
                        .orElseThrow(() -> ProblemException.unacceptable("You have " + Connections.MAX_PER_NETWORK
                                + " accounts at this network, which is the most."));
            case Finished.Refused refused ->
                throw ProblemException.unacceptable(refused.refusal().words());
        };
    }

    /**
     * A code is exchanged only for who was sent, once, and only at the server that they come back from.
     *
     * @throws ProblemException 429 when too many wait already; the state is still good then
     */
    Outcome finish(UUID userId, Answer answer) {
        return networks.ask(() -> exchange(userId, answer));
    }

    private Outcome exchange(UUID userId, Answer answer) {
        var attempt = Optional.ofNullable(answer.state()).flatMap(state -> attempts.take(userId, state));
        if (attempt.isEmpty()) {
            return Outcome.STALE;
        }
        if (!attempt.get().isFrom(answer.iss())) {
            return Outcome.REFUSED;
        }
        if (answer.error() != null || answer.code() == null || answer.code().isEmpty()) {
            return "access_denied".equals(answer.error()) ? Outcome.DENIED : Outcome.REFUSED;
        }
        var code = answer.code();
        return switch (networks.connectors().finish(attempt.get(), code)) {
            case Finished.Connected account -> open(userId, account).isPresent() ? Outcome.CONNECTED : Outcome.FULL;
            case Finished.Refused refused -> {
                log.atInfo()
                        .addKeyValue("network", attempt.get().network().wireName())
                        .addKeyValue("refusal", refused.refusal())
                        .log("an account was not connected");
                yield Outcome.REFUSED;
            }
        };
    }

    /** What is not kept is ended at its network. */
    private Optional<UUID> open(UUID userId, Finished.Connected account) {
        var id = connections.open(userId, account);
        if (id.isEmpty()) {
            networks.access().revoke(account.credentials());
        }
        return id;
    }
}
