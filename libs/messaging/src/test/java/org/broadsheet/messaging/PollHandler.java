package org.broadsheet.messaging;

import java.util.concurrent.CompletableFuture;
import org.broadsheet.events.PollDue;
import org.broadsheet.events.Service;

/** Works outside the database, then has an effect. */
final class PollHandler implements WorkHandler<PollDue> {
    final CompletableFuture<Rig> rig = new CompletableFuture<>();
    private final Work work;

    PollHandler(Work work) {
        this.work = work;
    }

    @FunctionalInterface
    interface Work {
        void run(Received<PollDue> message) throws Exception;
    }

    @Override
    public Service service() {
        return Service.INGEST;
    }

    @Override
    public Class<PollDue> type() {
        return PollDue.class;
    }

    @Override
    public Effect work(Received<PollDue> message) throws Exception {
        work.run(message);
        return () -> rig.join().effect("ingest", message.event().slot().toString());
    }
}
