package org.broadsheet.digest;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param scheduleInterval between two looks for schedules that are due, and for runs that were left behind
 * @param mailInterval between two looks for composed digests
 * @param mailers how many digests one process hands over at a time
 * @param missedAfter a slot that is older when its turn comes is recorded as skipped, and not mailed
 * @param composeWithin a run without articles fails after this
 * @param lease a hand-over that takes longer is counted as one whose process died; the timeouts of the mail server's
 *     connection sum up to less
 * @param watchInterval between two looks at the queues of all services, and at digests that are late
 * @param attempts how often a digest is handed over before it has failed, the first time included
 * @param retryBase the pause after the first refusal, four times as long after each further one
 * @param retryCap the longest pause
 */
@ConfigurationProperties("broadsheet.digest")
public record DigestConfig(
        @Bindable(defaultValue = "5s") Duration scheduleInterval,
        @Bindable(defaultValue = "1s") Duration mailInterval,
        @Bindable(defaultValue = "4") int mailers,
        @Bindable(defaultValue = "6h") Duration missedAfter,
        @Bindable(defaultValue = "24h") Duration composeWithin,
        @Bindable(defaultValue = "10m") Duration lease,
        @Bindable(defaultValue = "20s") Duration watchInterval,
        @Bindable(defaultValue = "6") int attempts,
        @Bindable(defaultValue = "1m") Duration retryBase,
        @Bindable(defaultValue = "2h") Duration retryCap) {

    /** The pause before the next hand-over of a digest that was refused. */
    public Duration pauseAfter(int attempt) {
        var pause = retryBase;
        for (int i = 1; i < attempt && pause.compareTo(retryCap) < 0; i++) {
            pause = pause.multipliedBy(4);
        }
        return pause.compareTo(retryCap) < 0 ? pause : retryCap;
    }
}
