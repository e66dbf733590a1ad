package org.broadsheet.ingest.parse;

import org.jspecify.annotations.Nullable;

/** One expectation of a corpus against what we read: right, wrong, or about something that our model does not have. */
sealed interface Check {
    Check RIGHT = new Right();
    Check NOT_OURS = new NotOurs();

    record Right() implements Check {}

    record Wrong(String detail) implements Check {}

    record NotOurs() implements Check {}

    static Check that(String field, boolean agrees, @Nullable Object expected, @Nullable Object actual) {
        return agrees ? RIGHT : new Wrong(field + " should be \"" + expected + "\" but is \"" + actual + "\"");
    }
}
