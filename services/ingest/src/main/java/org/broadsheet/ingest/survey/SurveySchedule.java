package org.broadsheet.ingest.survey;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.broadsheet.ingest.Jitter;
import org.broadsheet.networks.survey.Finding;
import org.broadsheet.networks.survey.Finding.Cause;

/** When an account is asked again. */
@Singleton
final class SurveySchedule {
    private static final Duration FIRST_RETRY = Duration.ofMinutes(15);
    private static final int MAX_DOUBLINGS = 10;

    private final SurveyConfig config;
    private final Jitter jitter = Jitter.tenth(RandomGenerator.getDefault());

    SurveySchedule(SurveyConfig config) {
        this.config = config;
    }

    /** Whether asking again soon may help: neither too small nor refused credentials change by themselves. */
    static boolean isToBeRetried(Finding finding) {
        return finding instanceof Finding.Failed failed
                && failed.cause() != Cause.DENIED
                && failed.cause() != Cause.REFUSED;
    }

    /**
     * After a day, give or take a tenth. What failed is tried again after a quarter of an hour, then half an hour and so on
     * up to that, and never before the network wants it.
     *
     * @param failures surveys in a row with something to be retried, this one included
     */
    Instant next(Instant now, Collection<Finding> findings, int failures) {
        var interval = jitter.of(config.interval());
        if (failures == 0) {
            return now.plus(interval);
        }
        var pause = jitter.of(FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS)));
        var retry = now.plus(pause.compareTo(interval) < 0 ? pause : interval);
        return findings.stream()
                .map(finding -> finding instanceof Finding.Failed failed ? failed.until() : null)
                .filter(Objects::nonNull)
                .filter(retry::isBefore)
                .max(Instant::compareTo)
                .orElse(retry);
    }
}
