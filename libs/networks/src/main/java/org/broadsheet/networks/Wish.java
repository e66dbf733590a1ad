package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Which account a reader wants to connect.
 *
 * @param redirectUri where their browser comes back to
 * @param state what it brings back
 * @param server as they typed it; null where the network has one, or the handle leads to it
 * @param client their own at X; null for the operator's
 */
public record Wish(
        String redirectUri,
        String state,
        @Nullable String server,
        @Nullable String handle,
        @Nullable Client client) {
    public Wish {
        requireNonNull(redirectUri, "redirectUri");
        requireNonNull(state, "state");
    }

    /**
     * A client that was registered at a network by hand.
     *
     * @param secret null for a public one
     */
    public record Client(String id, @Nullable Secret secret) {
        public Client {
            requireNonNull(id, "id");
        }
    }

    /** Without the state. */
    @Override
    public String toString() {
        return "Wish";
    }
}
