package org.broadsheet.digest.schedule;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.digest.reader.Readers;
import org.broadsheet.digest.run.RunMetrics;
import org.broadsheet.digest.run.RunRepository;
import org.broadsheet.digest.run.RunState;

/** Makes, changes and ends schedules. */
@Singleton
public class Schedules {
    private final ScheduleRepository schedules;
    private final RunRepository runs;
    private final Readers readers;
    private final RunMetrics metrics;
    private final InstantSource clock;

    Schedules(
            ScheduleRepository schedules,
            RunRepository runs,
            Readers readers,
            RunMetrics metrics,
            InstantSource clock) {
        this.schedules = schedules;
        this.runs = runs;
        this.readers = readers;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What came of asking for a schedule. */
    sealed interface Outcome {
        record Made(Schedule schedule) implements Outcome {}

        /** The user has one already, and one is all for now. */
        record Known(UUID id) implements Outcome {}

        /** The account is deleted. */
        record Gone() implements Outcome {}
    }

    @Transactional("digest")
    Outcome make(UUID userId, Wish wish) {
        readers.expect(userId);
        boolean gone = readers.lock(userId)
                .filter(reader -> reader.deletedAt() == null)
                .isEmpty();
        if (gone) {
            return new Outcome.Gone();
        }
        var known = schedules.of(userId);
        if (!known.isEmpty()) {
            return new Outcome.Known(known.getFirst().id());
        }
        var id = UuidCreator.getTimeOrderedEpoch();
        var now = clock.instant();
        var next = wish.recurrence().nextAfter(now);
        schedules.add(id, userId, wish, next, now);
        return new Outcome.Made(new Schedule(id, userId, wish, next, now, null));
    }

    /**
     * Changes a schedule. Who does that wants its mail, so it is on afterwards, also when it was off. A turn that has come
     * and is not taken yet stays, unless the change is about when.
     *
     * @return empty if the user has no such schedule
     */
    @Transactional("digest")
    Optional<Schedule> change(UUID userId, UUID id, Wish wish) {
        return schedules.lock(userId, id).map(known -> {
            boolean sameTimes = known.wish().recurrence().equals(wish.recurrence());
            var next = known.next() != null && sameTimes
                    ? known.next()
                    : wish.recurrence().nextAfter(clock.instant());
            schedules.change(id, wish, next);
            schedules.allow(id);
            return new Schedule(id, userId, wish, next, known.createdAt(), null);
        });
    }

    /** @return whether there was such a schedule; a digest of it that is not on its way yet will not go out */
    @Transactional("digest")
    boolean end(UUID userId, UUID id) {
        boolean ended = schedules.remove(userId, id);
        if (ended) {
            suppressRuns(userId, id, "The schedule was deleted.");
        }
        return ended;
    }

    /** Turns a schedule off for good, or until its user changes it; nothing happens if it is off or gone. */
    @Transactional("digest")
    public void unsubscribe(UUID userId, UUID id) {
        if (schedules.lock(userId, id).isPresent()) {
            schedules.advance(id, null);
            schedules.suppress(id, clock.instant());
            suppressRuns(userId, id, "The reader has unsubscribed.");
        }
    }

    @Transactional(value = "digest", readOnly = true)
    List<Schedule> of(UUID userId) {
        return schedules.of(userId);
    }

    private void suppressRuns(UUID userId, UUID id, String reason) {
        metrics.ended(RunState.SUPPRESSED, runs.suppress(userId, id, reason));
    }
}
