package org.broadsheet.networks;

/** What is taken for a token. */
final class Tokens {
    /** Two of them, sealed, fit a message. Those of all three networks are well below it. */
    static final int MAX_LENGTH = 4_096;

    private Tokens() {}
}
