package org.broadsheet.ingest.connection;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.UUID;
import org.broadsheet.events.ConnectionState;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.networks.AccountAccess;
import org.broadsheet.networks.CredentialSeal;

/**
 * Calls networks as the accounts that are connected. Credentials are opened for one call, and refreshed when the network
 * does not take them any more. It blocks, so it is called on virtual threads; safe to share between them.
 */
@Singleton
public final class HeldCredentials {
    /** Of one call: the second one if the first new token had its end while this call was on its way. */
    private static final int MAX_REFRESHES = 2;

    private final Connections connections;
    private final Refreshing refreshing;
    private final CredentialSeal seal;
    private final AccountAccess access;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    HeldCredentials(
            Connections connections,
            Refreshing refreshing,
            @Named("ingest") CredentialSeal seal,
            @Named("ingest") AccountAccess access,
            @Named("ingest") TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.connections = connections;
        this.refreshing = refreshing;
        this.seal = seal;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Calls the API of a connection's server.
     *
     * @param request to the server of the connection; to another one nothing is sent
     * @throws IllegalStateException within a transaction, which would be held open for as long as the network takes
     */
    public Sent send(UUID connectionId, ApiRequest request) {
        if (transactions.findTransactionStatus().isPresent()) {
            throw new IllegalStateException("networks are not called within a transaction");
        }
        var held = connections.find(connectionId);
        for (int refreshes = 0; held.isPresent(); refreshes++) {
            var connection = held.get();
            if (connection.state() == ConnectionState.EXPIRED) {
                return new Sent.Expired(reason(connection));
            }
            if (connection.retryAt() != null && connection.rests(clock.instant())) {
                return new Sent.Unavailable(reason(connection), connection.retryAt());
            }
            var credentials = seal.open(connection.sealed(), connection.key());
            if (credentials.isEmpty()) {
                connections.expireUnreadable(connection);
                return new Sent.Expired(Connections.UNREADABLE);
            }
            var result = access.send(credentials.get(), request);
            if (!isRefusal(result) || refreshes == MAX_REFRESHES) {
                return called(connection, result);
            }
            held = refreshing.renew(connection);
        }
        return new Sent.Closed();
    }

    private boolean isRefusal(ApiResult result) {
        return result instanceof ApiResult.Answered answered && access.isRefusal(answered);
    }

    private Sent called(org.broadsheet.ingest.connection.Connection connection, ApiResult result) {
        if (connection.state() == ConnectionState.FAILING
                && result instanceof ApiResult.Answered
                && !isRefusal(result)) {
            connections.recover(connection);
        }
        return new Sent.Called(result);
    }

    private static String reason(org.broadsheet.ingest.connection.Connection connection) {
        return connection.reason() == null ? "" : connection.reason();
    }
}
