package org.broadsheet.events;

import java.util.Locale;

/** The five services, by the name that their queues, schemas and datasources carry. */
public enum Service {
    USER,
    INGEST,
    FILTER,
    FEED,
    DIGEST;

    /** The lower-case name, for example {@code filter}: part of every queue's name, so it never changes. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
