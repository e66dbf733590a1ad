package org.broadsheet.links.fetch;

import java.time.Duration;
import java.util.Optional;
import org.broadsheet.links.WebUrl;

/** Whose turn it is to ask a host: politeness, and patience with hosts that do not answer. Safe to share. */
@FunctionalInterface
public interface HostTurns {

    /** No host is ever spared; for programs that ask each host once. */
    HostTurns UNLIMITED = (url, patience) -> Optional.of(new Turn() {
        @Override
        public void unanswered() {}

        @Override
        public void close() {}
    });

    /**
     * Waits until the host may be asked.
     *
     * @param patience how long to wait at most
     * @return the turn, for the thread that asked for it; empty when the time or the thread's own came to an end, or when
     *     the host is left alone for a while
     */
    Optional<Turn> take(WebUrl url, Duration patience);

    /** A host, for one request. */
    interface Turn extends AutoCloseable {

        /** To be called before the end when the host gave no answer. */
        void unanswered();

        @Override
        void close();
    }
}
