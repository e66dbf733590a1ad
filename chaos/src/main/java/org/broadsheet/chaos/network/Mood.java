package org.broadsheet.chaos.network;

import java.time.Instant;

/** How the networks behave at the moment. Thread-safe. */
final class Mood {
    private static final State GOOD = new State(Misbehaviour.NONE, Instant.EPOCH);

    private volatile State state = GOOD;

    /** @param until what they say of its end */
    record State(Misbehaviour how, Instant until) {}

    State now() {
        return state;
    }

    void misbehave(Misbehaviour how, Instant until) {
        state = new State(how, until);
    }

    void behave() {
        state = GOOD;
    }
}
