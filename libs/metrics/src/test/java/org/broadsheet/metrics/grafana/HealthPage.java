package org.broadsheet.metrics.grafana;

import static org.broadsheet.metrics.grafana.Panel.BYTES;
import static org.broadsheet.metrics.grafana.Panel.NUMBER;
import static org.broadsheet.metrics.grafana.Panel.PART;
import static org.broadsheet.metrics.grafana.Panel.PER_MINUTE;
import static org.broadsheet.metrics.grafana.Panel.SECONDS;

import java.util.List;
import org.broadsheet.metrics.Metrics;

/** One page that says whether all is well, from what people meet down to the engine: as the one at CloudWatch, in its order. */
final class HealthPage {
    /** Without health checks and Prometheus, which ask most where few people do. */
    private static final Query PEOPLE = new Query("uri!~\"/prometheus|/health.*\"");

    private static final Query FAILED = new Query("status=~\"5..\", " + PEOPLE.where());
    private static final Query HEAP = new Query("area=\"heap\"");
    private static final Query SENT = new Query("end=\"sent\"");
    private static final String OF_US = "{vhost=\"broadsheet\"}";
    private static final String EACH = "{{service}}";

    static final List<Panel> PANELS = List.of(
            Panel.of(
                    "Requests",
                    "Requests that were answered, by service",
                    PER_MINUTE,
                    new Line(PEOPLE.endedPerMinute(Metrics.HTTP_REQUESTS, "service"), EACH)),
            Panel.of(
                    "Errors",
                    "Requests that were answered by a status of 500 or more",
                    PER_MINUTE,
                    new Line(FAILED.endedPerMinute(Metrics.HTTP_REQUESTS, "service"), EACH)),
            Panel.of(
                    "Slowest answers",
                    "The longest of the last minutes, and the mean",
                    SECONDS,
                    new Line(PEOPLE.longest(Metrics.HTTP_REQUESTS, "service"), EACH + " longest"),
                    new Line(PEOPLE.mean(Metrics.HTTP_REQUESTS, "service"), EACH + " mean")),
            Panel.of(
                    "Healthy and unhealthy tasks",
                    "Processes that answer Prometheus, and those that do not",
                    NUMBER,
                    new Line("sum by (service) (up{job=\"broadsheet\"})", EACH),
                    new Line("sum by (service) (1 - up{job=\"broadsheet\"}) > 0", EACH + " away")),
            Panel.of(
                    "Digests",
                    "Those that are due, and those that the mail server took",
                    NUMBER,
                    new Line(Query.ALL.highest(Metrics.DIGEST_WAITING), "due"),
                    new Line(SENT.perMinute(Metrics.DIGEST_RUNS), "sent in a minute")),
            Panel.of(
                    "Seconds late",
                    "Digests after their slot; entries on their way from a poll to feeds; messages in queues and outboxes",
                    SECONDS,
                    new Line(Query.ALL.highest(Metrics.DIGEST_LATENESS), "latest digest"),
                    new Line(Query.ALL.longest(Metrics.ARRIVAL), "slowest entry"),
                    new Line(Query.ALL.percentile(95, Metrics.ARRIVAL), "95 % of entries"),
                    new Line(Query.ALL.highest(Metrics.QUEUE_AGE), "oldest message in a queue"),
                    new Line(Query.ALL.highest(Metrics.OUTBOX_AGE), "oldest message in an outbox")),
            Panel.of(
                    "Backlog",
                    "Messages that wait, by service; queues with messages and no consumer",
                    NUMBER,
                    new Line(Query.ALL.highest(Metrics.BACKLOG, "service"), EACH),
                    new Line(Query.ALL.highest(Metrics.UNATTENDED), "queues without a consumer")),
            Panel.of(
                    "Dead letters",
                    "Messages that were given up, by consumer: above 0 somebody must decide",
                    NUMBER,
                    new Line(Query.ALL.highest(Metrics.DEAD_DEPTH, "consumer"), "{{consumer}}")),
            Panel.of(
                    "Polls",
                    "Polls by how they ended, failures by cause, and timelines that are not read any more",
                    PER_MINUTE,
                    new Line(Query.ALL.perMinute(Metrics.POLLS, "outcome"), "{{outcome}}"),
                    new Line(Query.ALL.perMinute(Metrics.POLL_FAILURES, "cause"), "failed: {{cause}}"),
                    new Line(Query.ALL.highest(Metrics.TIMELINES_STALE), "stale timelines")),
            Panel.of(
                    "Broker and sampler",
                    "1 while every process of a service has its connection; looks at the queues",
                    NUMBER,
                    new Line(Query.ALL.lowest(Metrics.BROKER_CONNECTED, "service"), EACH),
                    new Line(Query.ALL.perMinute(Metrics.SAMPLER_HEARTBEAT), "looks in a minute")),
            Panel.of(
                    "Messages",
                    "Messages that consumers have ended, by how",
                    PER_MINUTE,
                    new Line(Query.ALL.perMinute(Metrics.CONSUMED, "outcome"), "{{outcome}}"),
                    new Line(Query.ALL.perMinute(Metrics.OUTBOX_PUBLISHED), "published")),
            Panel.of(
                    "Queues at the broker",
                    "Consumers of all queues, queues that have none, and messages that consumers have in hand",
                    NUMBER,
                    new Line("sum(rabbitmq_detailed_queue_consumers" + OF_US + ")", "consumers"),
                    new Line(
                            "min by (queue) (rabbitmq_detailed_queue_consumers{vhost=\"broadsheet\", queue!~\".*[.]dead\"}) == 0",
                            "{{queue}} has none"),
                    new Line(
                            "sum by (queue) (rabbitmq_detailed_queue_messages_unacked" + OF_US + ") > 0",
                            "{{queue}} in hand")),
            Panel.of(
                    "Processor",
                    "Part of what a process may have",
                    PART,
                    new Line(Query.ALL.highest(Metrics.PROCESS_CPU, "service"), EACH)),
            Panel.of(
                    "Memory",
                    "Heap that is used, and what it may grow to",
                    BYTES,
                    new Line(HEAP.together(Metrics.JVM_MEMORY_USED, "service", "instance"), EACH),
                    new Line("max(" + HEAP.together(Metrics.JVM_MEMORY_MAX, "service", "instance") + ")", "limit")),
            Panel.of(
                    "Database: connections",
                    "Those in use, and threads that wait for one",
                    NUMBER,
                    new Line(Query.ALL.together(Metrics.CONNECTIONS_ACTIVE, "pool"), "{{pool}}"),
                    new Line(Query.ALL.together(Metrics.CONNECTIONS_PENDING, "pool"), "{{pool}} wait")),
            Panel.of(
                    "Broker: memory",
                    "At its limit it stops publishers",
                    BYTES,
                    new Line("max(rabbitmq_process_resident_memory_bytes)", "used"),
                    new Line("max(rabbitmq_resident_memory_limit_bytes)", "limit")),
            Panel.of(
                    "Broker: disk",
                    "Below its limit it stops publishers",
                    BYTES,
                    new Line("min(rabbitmq_disk_space_available_bytes)", "free"),
                    new Line("max(rabbitmq_disk_space_available_limit_bytes)", "limit")),
            Panel.of(
                    "Broker: connections",
                    "Of all services",
                    NUMBER,
                    new Line("max(rabbitmq_connections)", "connections")));

    /** What is raised now; nothing is well. */
    static final Panel ALARMS = Panel.of(
            "Alarms",
            "What is raised now: meaning and first command are at Prometheus, below Alerts",
            NUMBER,
            new Line(
                    "max by (alertname, severity, service, consumer) (ALERTS{alertstate=\"firing\"})",
                    "{{alertname}} ({{severity}}) {{service}} {{consumer}}"));

    private HealthPage() {}
}
