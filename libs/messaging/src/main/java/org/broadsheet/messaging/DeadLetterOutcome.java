package org.broadsheet.messaging;

/** How a walk through the dead letters of one consumer ended. */
public sealed interface DeadLetterOutcome {
    String consumer();

    Counts counts();

    /** The walk came to its end: every letter was looked at, or as many as were asked for. */
    record Finished(String consumer, Counts counts) implements DeadLetterOutcome {}

    /** The broker has no such queue. */
    record Missing(String consumer) implements DeadLetterOutcome {
        @Override
        public Counts counts() {
            return Counts.NONE;
        }
    }

    /**
     * The broker went away, or did not confirm in time. What was not settled is in the queue still; a message whose
     * confirm is missing may have been published all the same, and then has its effect once.
     *
     * @param reason one sentence for whoever runs us
     */
    record Broken(String consumer, Counts counts, String reason) implements DeadLetterOutcome {}

    /**
     * @param matched letters that were meant
     * @param settled of these, published again or discarded, and gone from the dead letters
     * @param refused of these, published again but taken by no queue (full, or missing), and therefore left
     * @param left letters in the queue afterwards, meant or not
     */
    record Counts(long matched, long settled, long refused, long left) {
        public static final Counts NONE = new Counts(0, 0, 0, 0);

        public Counts plus(Counts other) {
            return new Counts(
                    matched + other.matched, settled + other.settled, refused + other.refused, left + other.left);
        }
    }
}
