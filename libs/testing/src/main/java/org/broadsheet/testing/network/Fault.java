package org.broadsheet.testing.network;

/** How a double misbehaves. */
public enum Fault {
    /** Answers come back with the {@code iss} of another server. */
    WRONG_ISS,
    /** Answers come back without an {@code iss}, though it was announced. */
    NO_ISS,
    /** The token is for another account than the one that signed in. */
    WRONG_SUB,
    /** No answer has a DPoP nonce. */
    NO_NONCE,
    /** Metadata and registration are redirected to another server. */
    REDIRECT,
    /** Metadata speaks for another server. */
    OTHER_HOST,
    /** Token answers never come to their end. */
    SLOW,
    /** Token answers are ten thousand times as long as they should be. */
    HUGE,
    /** Every call of the token endpoint fails with 500. */
    BROKEN
}
