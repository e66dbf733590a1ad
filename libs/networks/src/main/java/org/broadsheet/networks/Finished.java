package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

/** What came of connecting an account. */
public sealed interface Finished {
    /**
     * An account, read with these credentials.
     *
     * @param accountId the network's own id: Mastodon account id, DID, X user id
     * @param handle without {@code @} before it
     */
    record Connected(String accountId, String handle, Credentials credentials) implements Finished {
        public Connected {
            requireNonNull(accountId, "accountId");
            requireNonNull(handle, "handle");
            requireNonNull(credentials, "credentials");
        }
    }

    record Refused(Refusal refusal) implements Finished {}
}
