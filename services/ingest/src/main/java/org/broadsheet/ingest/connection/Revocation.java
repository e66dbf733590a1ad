package org.broadsheet.ingest.connection;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.broadsheet.events.Network;
import org.broadsheet.networks.ConnectionKey;

/** Credentials that are to be ended at their network. @param sealed for the connection that they were of */
record Revocation(
        UUID id, UUID connectionId, UUID userId, Network network, String server, String accountId, String sealed) {
    Revocation {
        requireNonNull(id, "id");
        requireNonNull(connectionId, "connectionId");
        requireNonNull(userId, "userId");
        requireNonNull(network, "network");
        requireNonNull(server, "server");
        requireNonNull(accountId, "accountId");
        requireNonNull(sealed, "sealed");
    }

    ConnectionKey key() {
        return new ConnectionKey(userId, network, connectionId);
    }

    /** Without the credentials, sealed as they are. */
    @Override
    public String toString() {
        return "Revocation[" + connectionId + "]";
    }
}
