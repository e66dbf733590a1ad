package org.broadsheet.digest.notice;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.mail.HandOver;
import org.broadsheet.digest.reader.Readers;
import org.broadsheet.digest.run.NextStep;
import org.broadsheet.digest.run.RunState;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.TimelinesPaused;

/**
 * Mails that tell of a pause, at most one for each, and who does not want them. How they end is counted: {@code
 * broadsheet.digest.notices} by {@code end}.
 */
@Singleton
public class Notices {
    /** What is mailed later than this may not be true any more. */
    private static final Duration WORTH_TELLING = Duration.ofDays(3);

    private static final String TOO_LATE = "It was learned too late to be worth a mail.";
    private static final String NEVER_AGAIN =
            "The process ended while the mail was handed over: it may have been sent or not.";

    private final NoticeRepository repository;
    private final Readers readers;
    private final DigestConfig config;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    Notices(
            NoticeRepository repository,
            Readers readers,
            DigestConfig config,
            InstantSource clock,
            MeterRegistry metrics) {
        this.repository = repository;
        this.readers = readers;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Has it mailed, unless it was before or its reader is gone. */
    @Transactional("digest")
    void paused(TimelinesPaused event) {
        var userId = event.userId();
        if (!isHere(userId)) {
            return;
        }
        var now = clock.instant();
        var id = MessageType.messageId(event);
        if (event.pausedAt().plus(WORTH_TELLING).isBefore(now)) {
            count(RunState.SKIPPED, repository.add(id, userId, event.lastSeen(), RunState.SKIPPED, TOO_LATE, null));
        } else {
            int unused = repository.add(id, userId, event.lastSeen(), RunState.COMPOSED, null, now);
        }
    }

    /** Ends these mails for a reader, for good. Nothing happens if they have ended, or the reader is gone. */
    @Transactional("digest")
    public void refuse(UUID userId) {
        if (isHere(userId)) {
            repository.refuse(userId, clock.instant());
        }
    }

    /** With a lock on the reader. */
    private boolean isHere(UUID userId) {
        readers.expect(userId);
        return readers.lock(userId).filter(reader -> reader.deletedAt() == null).isPresent();
    }

    /** Takes one that is to be handed over now; when this returns, everybody knows that it is being sent. */
    @Transactional("digest")
    public Optional<PauseNotice> claim(Duration lease) {
        var now = clock.instant();
        return repository.claim(now, now.plus(lease));
    }

    /** Records what came of a hand-over. */
    @Transactional("digest")
    public void settle(PauseNotice notice, HandOver outcome) {
        var next = NextStep.after(outcome, notice.attempt(), config, clock.instant());
        if (repository.settle(notice, next) && next.stepAt() == null) {
            count(next.state(), 1);
        }
    }

    /** Gives an end to what nobody works on any more. @param repeatable as with digests */
    @Transactional("digest")
    public void leaveBehind(boolean repeatable) {
        var now = clock.instant();
        count(RunState.SUPPRESSED, repository.suppressUnwanted(now));
        if (repeatable) {
            int unused = repository.leave(now, RunState.COMPOSED, null, now);
        } else {
            count(RunState.UNKNOWN, repository.leave(now, RunState.UNKNOWN, NEVER_AGAIN, null));
        }
    }

    private void count(RunState end, int notices) {
        if (notices > 0) {
            metrics.counter("broadsheet.digest.notices", "end", end.wireName()).increment(notices);
        }
    }
}
