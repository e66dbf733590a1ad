package org.broadsheet.metrics;

/** What a signal is compared with. */
public sealed interface Threshold {
    record Fixed(double value) implements Threshold {}

    /** A part of what the stage has: the number is known when the stage is. */
    record PartOf(Capacity capacity, double part) implements Threshold {}

    /** What stages have more or less of. */
    enum Capacity {
        DATABASE_STORAGE_BYTES,
        DATABASE_CONNECTION_BUDGET,
        /** That a service's log usually takes in a day. */
        LOG_BYTES_A_DAY,
        /** The backlog at which a service gets all the tasks that it may have. */
        BACKLOG_FOR_ALL_TASKS
    }
}
