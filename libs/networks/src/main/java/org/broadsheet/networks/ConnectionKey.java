package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.broadsheet.events.Network;

/** Whose credentials they are: what is sealed for one connection opens for no other. */
public record ConnectionKey(UUID userId, Network network, UUID connectionId) {
    public ConnectionKey {
        requireNonNull(userId, "userId");
        requireNonNull(network, "network");
        requireNonNull(connectionId, "connectionId");
    }

    String context() {
        return "connection:" + userId + ":" + network.wireName() + ":" + connectionId;
    }
}
