package org.broadsheet.filter.verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.filter.entry.EntryRepository;
import org.broadsheet.messaging.EventPublisher;
import org.jspecify.annotations.Nullable;

/** Judges entries and sends the verdicts to feed. Every method joins the caller's transaction. */
@Singleton
@Transactional("filter")
public class Screening {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int CHUNK = 200;

    private final EntryRepository entries;
    private final VerdictRepository verdicts;
    private final EventPublisher publisher;

    Screening(EntryRepository entries, VerdictRepository verdicts, @Named("filter") EventPublisher publisher) {
        this.entries = entries;
        this.verdicts = verdicts;
        this.publisher = publisher;
    }

    /**
     * Judges entries for everyone who reads their sources.
     *
     * @param correlationIds what each entry belongs to, where anything is known
     */
    void forEveryone(Collection<UUID> entryIds, Map<UUID, String> correlationIds) {
        publish(entryIds, verdicts.judge(entryIds, null), correlationIds::get);
    }

    /** Judges entries for one reader. */
    void forOne(Collection<UUID> entryIds, UUID userId, @Nullable String correlationId) {
        entries.fold(entryIds);
        publish(entryIds, verdicts.judge(entryIds, userId), entry -> correlationId);
    }

    /** Judges all that is known of a source for one reader. */
    public void sourceFor(UUID sourceId, UUID userId, @Nullable String correlationId) {
        var after = BEFORE_ALL;
        while (true) {
            var chunk = entries.ofSource(sourceId, after, CHUNK);
            if (chunk.isEmpty()) {
                return;
            }
            forOne(chunk, userId, correlationId);
            after = chunk.getLast();
        }
    }

    private void publish(
            Collection<UUID> entryIds,
            List<VerdictRepository.Judged> judged,
            Function<UUID, @Nullable String> correlationId) {
        if (judged.isEmpty()) {
            return;
        }
        var bodies = entries.find(entryIds);
        var byEntry = judged.stream()
                .filter(one -> isAbout(one, bodies.get(one.entryId())))
                .collect(groupingBy(
                        VerdictRepository.Judged::entryId,
                        LinkedHashMap::new,
                        mapping(VerdictRepository.Judged::verdict, toList())));
        var messages = new ArrayList<EntryScreened>();
        byEntry.forEach((id, of) -> {
            var stored = bodies.get(id);
            if (stored != null) {
                messages.addAll(ScreenedMessages.of(stored, of));
            }
        });
        publisher.publishEach(
                messages, message -> correlationId.apply(message.entry().entryId()));
    }

    /**
     * An entry that was edited between the verdict and the reading of its body is left to the edit: whoever stored it
     * judges it for everyone, by rules that are not older than ours.
     */
    private static boolean isAbout(VerdictRepository.Judged judged, EntryRepository.@Nullable Stored stored) {
        return stored != null && stored.entry().version() == judged.entryVersion();
    }
}
