package org.broadsheet.filter.mute;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.MutesRead;
import org.broadsheet.events.Service;
import org.broadsheet.filter.verdict.IdLocks;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A connection has said what its account mutes. */
@Singleton
final class MutesReadHandler implements MessageHandler<MutesRead> {
    private final Imports imports;
    private final IdLocks locks;

    MutesReadHandler(Imports imports, IdLocks locks) {
        this.imports = imports;
        this.locks = locks;
    }

    @Override
    public Service service() {
        return Service.FILTER;
    }

    @Override
    public Class<MutesRead> type() {
        return MutesRead.class;
    }

    /** Users in the database's order of them, as verdicts lock their rules, so that nobody waits crosswise. */
    @Override
    public void handle(List<Received<MutesRead>> batch) {
        locks.shared(batch.stream().map(message -> message.event().userId()).toList());
        batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing((MutesRead read) -> read.userId().toString())
                        .thenComparing(MutesRead::version)
                        .thenComparing(MutesRead::part))
                .forEach(imports::take);
    }
}
