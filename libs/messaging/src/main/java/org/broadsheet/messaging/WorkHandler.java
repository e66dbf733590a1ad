package org.broadsheet.messaging;

import org.broadsheet.events.Event;

/**
 * Takes messages whose work reaches outside the database, such as fetching a page. The work runs without a transaction,
 * several messages at a time, each on a virtual thread; what it found takes effect in a transaction afterwards.
 */
public non-sealed interface WorkHandler<E extends Event> extends Handler<E> {
    /** How many messages of this queue one process works on at a time, 1 to 200. */
    default int concurrency() {
        return 16;
    }

    /**
     * Does the work. It may run twice for one message, when a process dies in between; the effect is applied once.
     *
     * @return what to do in the transaction that records the message as received
     * @throws Exception to have the message tried again later, ten times in all
     */
    Effect work(Received<E> message) throws Exception;

    /** Database statements and publications, applied in one transaction of the service's datasource. */
    @FunctionalInterface
    interface Effect {
        void apply();
    }
}
