package org.broadsheet.digest.loop;

import java.time.Duration;

/** Work that is looked for again and again, on a thread of its own. */
public interface Repeated {
    String name();

    /** How long to rest when there is nothing to do. */
    Duration interval();

    /** On how many threads at a time. */
    default int threads() {
        return 1;
    }

    /**
     * Does what there is to do. An exception is logged and the work is tried again after a rest.
     *
     * @return whether there may be more at once
     */
    boolean run();
}
