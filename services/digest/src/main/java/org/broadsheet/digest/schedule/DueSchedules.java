package org.broadsheet.digest.schedule;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.run.NewRun;
import org.broadsheet.digest.run.RunRepository;
import org.broadsheet.events.DigestDue;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.settings.Tunables;
import org.broadsheet.tunables.LiveTunables;

/** Turns schedules whose turn has come into runs. Several processes share the work. */
@Singleton
class DueSchedules {
    private static final int BATCH = 100;
    private static final Duration FIRST_WINDOW = Duration.ofHours(24);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    private final ScheduleRepository schedules;
    private final RunRepository runs;
    private final EventPublisher publisher;
    private final DigestConfig config;
    private final LiveTunables live;
    private final InstantSource clock;

    DueSchedules(
            ScheduleRepository schedules,
            RunRepository runs,
            @Named("digest") EventPublisher publisher,
            DigestConfig config,
            LiveTunables live,
            InstantSource clock) {
        this.schedules = schedules;
        this.runs = runs;
        this.publisher = publisher;
        this.config = config;
        this.live = live;
        this.clock = clock;
    }

    /**
     * @param claimed how many turns were taken
     * @param skipped how many of these came too late for a digest
     */
    record Taken(int claimed, int skipped) {}

    /**
     * Takes one turn of each schedule that is due: the run, the schedule's next turn and the message are one transaction.
     * A schedule that missed several turns is due again at once, so that each of them is recorded.
     */
    @Transactional("digest")
    public Taken take() {
        var now = clock.instant();
        var due = new ArrayList<DigestDue>();
        int skipped = 0;
        var missedAfter = live.of(Tunables.MISSED_AFTER, config.missedAfter());
        var claimed = schedules.claimDue(now, BATCH);
        for (var schedule : claimed) {
            var slot = schedule.next();
            if (slot == null) {
                continue;
            }
            schedules.advance(schedule.id(), schedule.wish().recurrence().nextAfter(slot.at()));
            var run = run(schedule, slot, now);
            boolean missed = slot.at().isBefore(now.minus(missedAfter));
            if (missed) {
                skipped += runs.skip(run, "The slot was missed by more than " + words(missedAfter) + ".");
            } else if (runs.open(run, now.plus(config.composeWithin())) == 1) {
                due.add(new DigestDue(run.id(), run.userId(), run.since(), run.until(), run.size()));
            }
        }
        publisher.publish(due, null);
        return new Taken(claimed.size(), skipped);
    }

    /** From where the last digest that was surely sent ended, so that what a lost one held comes again. */
    private NewRun run(Schedule schedule, Slot slot, Instant now) {
        var start = runs.coveredUntil(schedule.userId(), schedule.id()).orElse(now.minus(FIRST_WINDOW));
        var earliest = now.minus(LONGEST_WINDOW);
        var bounded = start.isBefore(earliest) ? earliest : start.isAfter(now) ? now : start;
        return NewRun.of(
                schedule.userId(),
                schedule.id(),
                slot.local(),
                slot.at(),
                schedule.wish().recurrence().zone(),
                bounded,
                now,
                schedule.wish().size());
    }

    private static String words(Duration duration) {
        return duration.toHours() + " hours";
    }
}
