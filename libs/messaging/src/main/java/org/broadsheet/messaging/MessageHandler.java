package org.broadsheet.messaging;

import java.util.List;
import org.broadsheet.events.Event;

/**
 * Takes messages of one type for one service, in batches, by database statements alone. A bean of this type is a
 * consumer: its queue is declared, and it is called as long as the application runs.
 */
public non-sealed interface MessageHandler<E extends Event> extends Handler<E> {
    /**
     * How many batches one process handles at a time. Each waits for the database most of the time, so a queue that many
     * messages go through wants more than one; they come in no order in either case.
     */
    default int batchesAtATime() {
        return 1;
    }

    /**
     * Runs inside one transaction of the service's datasource, which also records that these messages were received; what
     * it publishes goes out with the commit. If it throws, nothing of the batch has happened and every message is
     * tried alone; one that fails alone is tried again later, ten times in all, and then put into the dead letters.
     *
     * @param batch 1 to 100 messages that were not received before, in no particular order, each message id once
     */
    void handle(List<Received<E>> batch);
}
