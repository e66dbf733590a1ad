package org.broadsheet.messaging;

import java.util.Locale;

/** What needs a person, with the first thing to do. */
enum AlarmKind {
    DEAD_LETTERS("there are dead letters: ./broadsheet dlq list"),
    QUEUE_DEPTH("too many messages wait: start more processes of this service, or see what keeps its consumer"),
    QUEUE_AGE("messages wait too long: start more processes of this service, or see what keeps its consumer"),
    QUEUE_STUCK("messages wait and none is delivered: see what keeps the consumer, then restart this process"),
    OUTBOX_REFUSED("the broker refuses or returns messages: see which queue is full or missing"),
    OUTBOX_AGE("messages do not leave the outbox: see whether the broker is reached");

    private final String meaning;

    AlarmKind(String meaning) {
        this.meaning = meaning;
    }

    /** For whoever reads the log. */
    String meaning() {
        return meaning;
    }

    /** The name in metrics and logs, for example {@code dead-letters}: alerts are made of it, so it never changes. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
