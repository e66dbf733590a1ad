package org.broadsheet.standalone.dlq;

import java.util.function.Consumer;
import org.broadsheet.messaging.DeadLetter;

/**
 * Shows dead letters one way or another, without keeping their bodies.
 *
 * @param add is given each letter
 * @param end is run after the last one
 */
record LetterView(Consumer<DeadLetter> add, Runnable end) {
    /** Shows each as it comes. */
    static LetterView each(Consumer<DeadLetter> show) {
        return new LetterView(show, () -> {});
    }
}
