package org.broadsheet.ingest.connection;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.ConnectionReported;
import org.broadsheet.events.ConnectionState;
import org.broadsheet.events.Network;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.events.Spending;
import org.broadsheet.networks.ConnectionKey;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is open, as it was when it was read.
 *
 * @param server the base URL of the API, the one place where its calls go
 * @param version of the connection: counts its reconnects
 * @param sealed its credentials
 * @param credentialsVersion counts every change of the credentials
 * @param reason why it is not active, in words for its reader
 * @param report how often this version was reported
 * @param failures refreshes in a row that the network did not answer
 * @param retryAt null unless it is failing: nothing is asked before
 */
public record Connection(
        UUID id,
        UUID userId,
        Network network,
        String server,
        String accountId,
        String handle,
        long version,
        String sealed,
        long credentialsVersion,
        ConnectionState state,
        @Nullable String reason,
        long report,
        int failures,
        @Nullable Instant retryAt) {
    private static final List<OfferedTimeline> HOME = List.of(new OfferedTimeline("home", "Home"));

    public Connection {
        requireNonNull(id, "id");
        requireNonNull(userId, "userId");
        requireNonNull(network, "network");
        requireNonNull(server, "server");
        requireNonNull(accountId, "accountId");
        requireNonNull(handle, "handle");
        requireNonNull(sealed, "sealed");
        requireNonNull(state, "state");
    }

    /** As it was opened. @param credentialsVersion one more than the last of an earlier version */
    static Connection of(ConnectionOpened event, long credentialsVersion) {
        return new Connection(
                event.connectionId(),
                event.userId(),
                event.network(),
                event.server(),
                event.accountId(),
                event.handle(),
                event.version(),
                event.credentials(),
                credentialsVersion,
                ConnectionState.ACTIVE,
                null,
                0,
                0,
                null);
    }

    ConnectionKey key() {
        return new ConnectionKey(userId, network, id);
    }

    boolean rests(Instant now) {
        return retryAt != null && retryAt.isAfter(now);
    }

    Connection active() {
        return in(sealed, credentialsVersion, ConnectionState.ACTIVE, null, 0, null);
    }

    /** With new credentials, which serve. */
    Connection renewed(String newlySealed) {
        return in(newlySealed, credentialsVersion + 1, ConnectionState.ACTIVE, null, 0, null);
    }

    Connection expired(String why) {
        return in(sealed, credentialsVersion, ConnectionState.EXPIRED, why, 0, null);
    }

    Connection failing(String why, Instant notBefore) {
        return in(sealed, credentialsVersion, ConnectionState.FAILING, why, failures + 1, notBefore);
    }

    Connection spent(String why) {
        return in(sealed, credentialsVersion, ConnectionState.SPENT, why, 0, null);
    }

    private Connection in(
            String nowSealed,
            long nowCredentials,
            ConnectionState nowState,
            @Nullable String why,
            int nowFailures,
            @Nullable Instant notBefore) {
        return new Connection(
                id,
                userId,
                network,
                server,
                accountId,
                handle,
                version,
                nowSealed,
                nowCredentials,
                nowState,
                why,
                report,
                nowFailures,
                notBefore);
    }

    /** The same, about to be reported. */
    Connection countReport() {
        return new Connection(
                id,
                userId,
                network,
                server,
                accountId,
                handle,
                version,
                sealed,
                credentialsVersion,
                state,
                reason,
                report + 1,
                failures,
                retryAt);
    }

    /** @param spending null where reading costs nothing */
    ConnectionReported reported(@Nullable Spending spending) {
        return new ConnectionReported(id, version, report, state, reason, HOME, spending);
    }

    /** Without the credentials, sealed as they are. */
    @Override
    public String toString() {
        return "Connection[" + id + ":" + version + " " + state.wireName() + "]";
    }
}
