package org.broadsheet.filter.verdict;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.Service;
import org.broadsheet.filter.entry.EntryRepository;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A source published entries: keep them, judge them for every reader of the source. */
@Singleton
final class EntryIngestedHandler implements MessageHandler<EntryIngested> {
    private final EntryRepository entries;
    private final IdLocks locks;
    private final Screening screening;

    EntryIngestedHandler(EntryRepository entries, IdLocks locks, Screening screening) {
        this.entries = entries;
        this.locks = locks;
        this.screening = screening;
    }

    @Override
    public Service service() {
        return Service.FILTER;
    }

    @Override
    public Class<EntryIngested> type() {
        return EntryIngested.class;
    }

    @Override
    public void handle(List<Received<EntryIngested>> batch) {
        var events = batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(EntryIngested::entryId).thenComparing(EntryIngested::version))
                .toList();
        locks.shared(events.stream().map(EntryIngested::sourceId).toList());
        var stored = entries.store(events).stream().distinct().toList();
        if (!stored.isEmpty()) {
            screening.forEveryone(stored, correlationIds(batch));
        }
    }

    /** Of an entry that is there in several versions the last one counts. */
    private static Map<UUID, String> correlationIds(List<Received<EntryIngested>> batch) {
        var ids = new HashMap<UUID, String>();
        batch.stream()
                .sorted(Comparator.comparingLong(message -> message.event().version()))
                .forEach(message -> {
                    if (message.correlationId() != null) {
                        ids.put(message.event().entryId(), message.correlationId());
                    }
                });
        return ids;
    }
}
