package org.broadsheet.metrics;

/** What is read of the meters that a series is made of, once a minute, and how those of one process become one number. */
public enum Reading {
    /** The sum of the gauges; a gauge that is not known now (NaN) is left out, and where none is known nothing is said. */
    SUM,
    /** The largest of the gauges, or of the longest times that the timers have seen lately. */
    MAX,
    /** The smallest of the gauges. */
    MIN,
    /** By how much the counters, or the counts of the timers, grew since the last reading; 0 is said, too. */
    GROWTH
}
