package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * An account of the AT Protocol.
 *
 * @param handle that the account's document names and that leads back to it; {@link #NO_HANDLE} where there is none
 * @param pds where it lives
 */
record BlueskyIdentity(String did, String handle, URI pds) {
    /** What the protocol says in place of a handle that does not hold. */
    static final String NO_HANDLE = "handle.invalid";

    BlueskyIdentity {
        requireNonNull(did, "did");
        requireNonNull(handle, "handle");
        requireNonNull(pds, "pds");
    }
}
