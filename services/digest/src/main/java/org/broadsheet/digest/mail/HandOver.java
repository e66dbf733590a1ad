package org.broadsheet.digest.mail;

import static java.util.Objects.requireNonNull;

/** What came of handing a mail over. */
public sealed interface HandOver {
    /** It was taken. */
    record Taken() implements HandOver {}

    /**
     * It was certainly not taken, so it may be handed over again.
     *
     * @param reason in words, without texts or addresses of people
     */
    record NotTaken(String reason) implements HandOver {
        public NotTaken {
            requireNonNull(reason, "reason");
        }
    }

    /** The link broke after the content had begun: it may have been taken or not (RFC 1047), and nobody can tell. */
    record Unknown(String reason) implements HandOver {
        public Unknown {
            requireNonNull(reason, "reason");
        }
    }
}
