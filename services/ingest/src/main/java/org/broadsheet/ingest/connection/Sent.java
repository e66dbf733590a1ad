package org.broadsheet.ingest.connection;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.broadsheet.links.fetch.ApiResult;

/** What became of a call with held credentials. */
public sealed interface Sent {
    /** The call was made with credentials that serve: the answer, whatever its status, or none. */
    record Called(ApiResult result) implements Sent {
        public Called {
            requireNonNull(result, "result");
        }
    }

    /**
     * The credentials can't be refreshed just now.
     *
     * @param reason in words for the reader
     * @param retryAt nothing is asked before
     */
    record Unavailable(String reason, Instant retryAt) implements Sent {
        public Unavailable {
            requireNonNull(reason, "reason");
            requireNonNull(retryAt, "retryAt");
        }
    }

    /** The reader must connect the account again. @param reason in words for them */
    record Expired(String reason) implements Sent {
        public Expired {
            requireNonNull(reason, "reason");
        }
    }

    /** There is no such connection (any more). */
    record Closed() implements Sent {}
}
