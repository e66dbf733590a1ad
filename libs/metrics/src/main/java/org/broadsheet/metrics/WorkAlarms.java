package org.broadsheet.metrics;

import static org.broadsheet.metrics.RuleBuilder.page;
import static org.broadsheet.metrics.RuleBuilder.warn;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.broadsheet.metrics.Condition.Reads;

/** Of polls, timelines, digests and their mails. */
final class WorkAlarms {
    private static final String DIGEST_LOG = "aws logs tail /broadsheet/<stage>/digest --since 1h";
    private static final String INGEST_LOG = "aws logs tail /broadsheet/<stage>/ingest --since 1h";
    private static final String SENDING = "aws sesv2 get-account";

    static final List<AlarmRule> ALL = List.of(
            warn("digest-late")
                    .everywhere()
                    .above(SeriesCatalogue.DIGEST_LATENESS, "Maximum", 600)
                    .times(3, 5)
                    .prometheus("max(broadsheet_digest_lateness) > 600")
                    .means("A digest is ten minutes late")
                    .first(DIGEST_LOG, "digests-are-late"),
            page("digest-very-late")
                    .everywhere()
                    .above(SeriesCatalogue.DIGEST_LATENESS, "Maximum", 3600)
                    .times(3, 5)
                    .prometheus("max(broadsheet_digest_lateness) > 3600")
                    .means("A digest is an hour late")
                    .first(DIGEST_LOG, "digests-are-late"),
            page("digests-stopped")
                    .everywhere()
                    .above(
                            "IF(sent < 1, waiting, 0)",
                            new Threshold.Fixed(0),
                            List.of(
                                    Map.entry("waiting", new Reads(SeriesCatalogue.DIGESTS_WAITING, "Minimum")),
                                    Map.entry("sent", new Reads(SeriesCatalogue.DIGESTS_SENT, "Sum"))))
                    .every(Duration.ofMinutes(5))
                    .times(6)
                    .prometheus("max(broadsheet_digest_waiting) > 0"
                            + " unless sum(increase(broadsheet_digest_runs_total{end=\"sent\"}[5m])) > 0")
                    .means("Digests are due and none was sent for half an hour")
                    .first(DIGEST_LOG, "digests-are-late"),
            warn("polls-fail")
                    .above(
                            "IF(polls >= 20, 100 * failures / polls, 0)",
                            new Threshold.Fixed(20),
                            List.of(
                                    Map.entry("polls", new Reads(SeriesCatalogue.POLLS, "Sum")),
                                    Map.entry("failures", new Reads(SeriesCatalogue.POLL_FAILURES, "Sum"))))
                    .every(Duration.ofMinutes(10))
                    .times(3)
                    .prometheus("sum(increase(broadsheet_ingest_poll_failures_total[10m]))"
                            + " / sum(increase(broadsheet_ingest_polls_total[10m])) > 0.2"
                            + " and sum(increase(broadsheet_ingest_polls_total[10m])) >= 20")
                    .means("More than a fifth of all polls fail for half an hour")
                    .first(INGEST_LOG, "polls-fail"),
            warn("timelines-stale")
                    .above(SeriesCatalogue.TIMELINES_STALE, "Maximum", 0)
                    .every(Duration.ofMinutes(5))
                    .times(3)
                    .prometheus("max(broadsheet_ingest_timelines_stale) > 0")
                    .means("Timelines are not read any more although their accounts can be asked")
                    .first(INGEST_LOG, "polls-fail"),
            warn("mail-bounces")
                    .above(PlatformMetric.MAIL_BOUNCES, "Maximum", 0.02)
                    .every(Duration.ofHours(1))
                    .means("More than 2 % of mails come back: sending is stopped near 5 %")
                    .first(SENDING, "mail"),
            page("mail-complaints")
                    .above(PlatformMetric.MAIL_COMPLAINTS, "Maximum", 0.0005)
                    .every(Duration.ofHours(1))
                    .means("More than 0.05 % of mails are called unwanted: sending is stopped near 0.1 %")
                    .first(SENDING, "mail"));

    private WorkAlarms() {}
}
