package org.broadsheet.metrics;

/** Kinds of Micrometer meters. */
public enum Kind {
    GAUGE,
    COUNTER,
    TIMER
}
