package org.broadsheet.links.fetch;

/** Why a fetch failed. The first three look the same to the person who gave the address: no port scan by us. */
public enum FailureKind {
    /** The guard refused an address, of the URL itself or of a redirect. */
    BLOCKED,
    /** No such name, no connection, no TLS, or a connection that broke. */
    UNREACHABLE,
    /** A budget of time ran out. */
    TIMED_OUT,
    /** More redirects than are followed, or a circle of them. */
    TOO_MANY_REDIRECTS,
    /** More bytes than are read, on the wire or inflated. */
    TOO_LARGE,
    /** A large body, and no place for it here: nothing of the server's. */
    NO_ROOM,
    /** An answer that is not HTTP as we know it: broken coding, unknown coding, headers without end. */
    UNREADABLE,
    /** A status that is an error. */
    STATUS;

    /** Whether the host was asked and did not answer. What we refused to ask says nothing of it. */
    public boolean isSilence() {
        return this == UNREACHABLE || this == TIMED_OUT;
    }
}
