package org.broadsheet.digest.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.mail.HandOver;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a mail after a hand-over.
 *
 * @param stepAt when it is handed over again, null where it has ended
 * @param sentAt null unless it was taken
 */
public record NextStep(
        RunState state,
        @Nullable String reason,
        @Nullable Instant stepAt,
        @Nullable Instant sentAt) {
    public NextStep {
        requireNonNull(state, "state");
    }

    /** @param attempt which hand-over of it that was, from 1 */
    public static NextStep after(HandOver outcome, int attempt, DigestConfig config, Instant now) {
        return switch (outcome) {
            case HandOver.Taken _ -> new NextStep(RunState.SENT, null, null, now);
            case HandOver.NotTaken refused ->
                attempt >= config.attempts()
                        ? new NextStep(RunState.FAILED, refused.reason(), null, null)
                        : new NextStep(RunState.COMPOSED, refused.reason(), now.plus(config.pauseAfter(attempt)), null);
            case HandOver.Unknown unknown -> new NextStep(RunState.UNKNOWN, unknown.reason(), null, null);
        };
    }
}
