package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What came of refreshing credentials. */
public sealed interface Refreshed {
    /** To be stored before they are used; the old ones are worth nothing. */
    record Renewed(Credentials credentials) implements Refreshed {
        public Renewed {
            requireNonNull(credentials, "credentials");
        }
    }

    /**
     * The network has ended them: the reader must connect again.
     *
     * @param reason in words for the reader
     */
    record Expired(String reason) implements Refreshed {
        public Expired {
            requireNonNull(reason, "reason");
        }
    }

    /**
     * The network did not say. The old ones may still be good; if not, the next try says {@link Expired}.
     *
     * @param reason in words for the reader
     * @param retryAfter what the network asked for; zero where it asked for nothing
     */
    record Unavailable(String reason, Duration retryAfter) implements Refreshed {
        public Unavailable {
            requireNonNull(reason, "reason");
            requireNonNull(retryAfter, "retryAfter");
        }
    }
}
