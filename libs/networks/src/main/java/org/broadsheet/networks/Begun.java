package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/** What came of beginning to connect an account. */
public sealed interface Begun {
    /**
     * The reader goes there with their browser, and comes back with a code.
     *
     * @param attempt kept until then, sealed
     */
    record Authorize(URI url, Attempt attempt) implements Begun {
        public Authorize {
            requireNonNull(url, "url");
            requireNonNull(attempt, "attempt");
        }
    }

    record Refused(Refusal refusal) implements Begun {}
}
