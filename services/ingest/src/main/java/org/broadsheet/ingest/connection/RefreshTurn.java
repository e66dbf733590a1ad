package org.broadsheet.ingest.connection;

import java.time.Instant;
import java.util.Optional;

/** Whose turn it is to refresh credentials that were refused. */
sealed interface RefreshTurn {
    /** The caller's, and this is committed. @param startedAt the mark that says so */
    record Mine(Connection connection, Instant startedAt) implements RefreshTurn {}

    /** Somebody else is about it. */
    record InHand() implements RefreshTurn {}

    /** Nobody's: the connection is in another state by now, or there are new credentials. Empty if it was closed. */
    record Settled(Optional<Connection> connection) implements RefreshTurn {}
}
