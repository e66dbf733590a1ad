package org.broadsheet.metrics;

import static org.broadsheet.metrics.RuleBuilder.page;
import static org.broadsheet.metrics.RuleBuilder.warn;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.broadsheet.metrics.AlarmRule.Missing;
import org.broadsheet.metrics.Condition.Reads;
import org.broadsheet.metrics.Threshold.Capacity;

/** Of queues, outboxes and dead letters. */
final class MessageAlarms {
    private static final String LIST_DEAD = "./broadsheet dlq list";
    private static final String SERVICES = "aws ecs list-tasks --cluster broadsheet-<stage>";

    static final List<AlarmRule> ALL = List.of(
            page("dead-letters")
                    .everywhere()
                    .above(SeriesCatalogue.DEAD_LETTERS, "Maximum", 0)
                    .silenceIs(Missing.KEEPS)
                    .prometheus("max by (consumer) (broadsheet_dead_depth) > 0")
                    .means("Messages were given up: their effect has not happened")
                    .first(LIST_DEAD, "dead-letters"),
            warn("queue-age")
                    .above(SeriesCatalogue.QUEUE_AGE, "Maximum", 300)
                    .times(3, 5)
                    .prometheus("max by (consumer) (broadsheet_queue_oldest_age) > 300")
                    .means("A message has waited for five minutes")
                    .first(SERVICES, "messages-wait"),
            page("queue-age-long")
                    .above(SeriesCatalogue.QUEUE_AGE, "Maximum", 900)
                    .times(3, 5)
                    .prometheus("max by (consumer) (broadsheet_queue_oldest_age) > 900")
                    .means("A message has waited for a quarter of an hour")
                    .first(SERVICES, "messages-wait"),
            page("unattended")
                    .above(SeriesCatalogue.UNATTENDED, "Minimum", 0)
                    .times(5)
                    .prometheus("max(broadsheet_queues_unattended) > 0")
                    .means("Messages wait in a queue that nobody consumes")
                    .first(SERVICES, "messages-wait"),
            warn("backlog-at-most-tasks")
                    .above(
                            "IF(RATE(backlog) >= 0, backlog, 0)",
                            new Threshold.PartOf(Capacity.BACKLOG_FOR_ALL_TASKS, 1),
                            List.of(Map.entry("backlog", new Reads(SeriesCatalogue.BACKLOG, "Maximum"))))
                    .times(15)
                    .prometheus("max by (service) (broadsheet_backlog) > 1000"
                            + " and max by (service) (deriv(broadsheet_backlog[5m])) >= 0")
                    .means("A service has all the tasks that it may have, and its backlog does not shrink")
                    .first(SERVICES, "messages-wait"),
            warn("outbox-age")
                    .everywhere()
                    .above(SeriesCatalogue.OUTBOX_AGE, "Maximum", 60)
                    .times(3, 5)
                    .prometheus("max by (service) (broadsheet_outbox_oldest_age) > 60")
                    .means("A message is unpublished for a minute")
                    .first(SERVICES, "outbox"),
            page("outbox-age-long")
                    .above(SeriesCatalogue.OUTBOX_AGE, "Maximum", 300)
                    .times(3, 5)
                    .prometheus("max by (service) (broadsheet_outbox_oldest_age) > 300")
                    .means("A message is unpublished for five minutes")
                    .first(SERVICES, "outbox"),
            page("broker-unreachable")
                    .below(SeriesCatalogue.BROKER_CONNECTED, "Minimum", 1)
                    .times(5)
                    .prometheus("min by (service) (broadsheet_broker_connected) < 1")
                    .means("A process has no connection to the broker")
                    .first("aws ecs describe-services --cluster broadsheet-<stage> --services broker", "broker"),
            page("sampler-silent")
                    .everywhere()
                    .below(SeriesCatalogue.SAMPLER_HEARTBEAT, "Sum", 1)
                    .times(3)
                    .silenceIs(Missing.BREACHING)
                    .prometheus("absent(broadsheet_sampler_heartbeat_total)"
                            + " or sum(increase(broadsheet_sampler_heartbeat_total[1m])) < 1")
                    .means("Nobody looks at the queues: tasks are neither started nor stopped by their backlog")
                    .first("aws logs tail /broadsheet/<stage>/digest --since 15m", "sampler"),
            warn("arrival-slow")
                    .above(SeriesCatalogue.ARRIVAL, "Maximum", 300)
                    .every(Duration.ofMinutes(5))
                    .times(3)
                    .prometheus("max(broadsheet_feed_arrival_seconds_max) > 300")
                    .means("Entries take more than five minutes from their poll to the feeds")
                    .first(SERVICES, "messages-wait"));

    private MessageAlarms() {}
}
