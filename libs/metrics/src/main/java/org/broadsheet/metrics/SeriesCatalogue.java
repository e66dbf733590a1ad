package org.broadsheet.metrics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What goes to CloudWatch, once a minute from each process. Each value of the dimensions is paid for, so these are
 * what alarms, scaling and the first page of the dashboards need, and all else is for Prometheus alone.
 */
public final class SeriesCatalogue {
    /** Custom metrics that one stage may have. */
    public static final int BUDGET = 25;

    private static final List<String> OF_STAGE = List.of(Series.STAGE);
    private static final List<String> OF_SERVICE = List.of(Series.STAGE, Series.SERVICE);

    /** Orchestrators ask for health several times a minute, and would make errors look few. */
    private static final Pattern ASKED_BY_PEOPLE = Pattern.compile("(?!/health|/prometheus).*");

    public static final Series BACKLOG = ofServices(
            "Backlog", Metrics.BACKLOG, Metrics.SCALED_BY_BACKLOG, "Messages that wait in all queues of a service");
    public static final Series UNACKNOWLEDGED = ofServices(
            "Unacknowledged",
            Metrics.UNACKNOWLEDGED,
            Metrics.SCALED_BY_BACKLOG,
            "Messages that a service's tasks have in hand");
    public static final Series UNATTENDED = ofStage(
            "UnattendedQueues", Unit.COUNT, Metrics.UNATTENDED, Reading.SUM, "Queues with messages and no consumer");
    public static final Series SAMPLER_HEARTBEAT = ofStage(
            "SamplerHeartbeat",
            Unit.COUNT,
            Metrics.SAMPLER_HEARTBEAT,
            Reading.GROWTH,
            "Looks at the queues of all services");
    public static final Series BROKER_CONNECTED = ofStage(
            "BrokerConnected", Unit.COUNT, Metrics.BROKER_CONNECTED, Reading.MIN, "0 while a process has no broker");
    public static final Series QUEUE_AGE = ofStage(
            "OldestMessageAge", Unit.SECONDS, Metrics.QUEUE_AGE, Reading.MAX, "How long the oldest message has waited");
    public static final Series DEAD_LETTERS =
            ofServices("DeadLetters", Metrics.DEAD_DEPTH, Metrics.SERVICES, "Dead letters of a service's consumers");
    public static final Series OUTBOX_AGE = ofStage(
            "OutboxAge", Unit.SECONDS, Metrics.OUTBOX_AGE, Reading.MAX, "How long the oldest message is unpublished");
    public static final Series POLLS =
            ofStage("Polls", Unit.COUNT, Metrics.POLLS, Reading.GROWTH, "Polls of sources that have ended");
    public static final Series POLL_FAILURES =
            ofStage("PollFailures", Unit.COUNT, Metrics.POLL_FAILURES, Reading.GROWTH, "Polls of sources that failed");
    public static final Series TIMELINES_STALE = ofStage(
            "StaleTimelines", Unit.COUNT, Metrics.TIMELINES_STALE, Reading.SUM, "Timelines that are not read any more");
    public static final Series ARRIVAL = ofStage(
            "Arrival",
            Unit.SECONDS,
            Metrics.ARRIVAL,
            Reading.MAX,
            "From the poll that found an entry to its feeds, the longest");
    public static final Series DIGEST_LATENESS = ofStage(
            "DigestLateness", Unit.SECONDS, Metrics.DIGEST_LATENESS, Reading.MAX, "How late the latest digest is");
    public static final Series DIGESTS_WAITING =
            ofStage("DigestsWaiting", Unit.COUNT, Metrics.DIGEST_WAITING, Reading.MAX, "Digests that are due");
    public static final Series DIGESTS_SENT = new Series(
            "DigestsSent",
            Unit.COUNT,
            Metrics.DIGEST_RUNS,
            Reading.GROWTH,
            Map.of("end", Pattern.compile("sent")),
            OF_STAGE,
            Set.of(),
            "Digests that the mail server took");
    public static final Series API_REQUESTS = new Series(
            "ApiRequests",
            Unit.COUNT,
            Metrics.HTTP_REQUESTS,
            Reading.GROWTH,
            Map.of("uri", ASKED_BY_PEOPLE),
            OF_STAGE,
            Set.of(),
            "Requests that were answered");
    public static final Series API_ERRORS = new Series(
            "ApiErrors",
            Unit.COUNT,
            Metrics.HTTP_REQUESTS,
            Reading.GROWTH,
            Map.of("uri", ASKED_BY_PEOPLE, "status", Pattern.compile("5\\d\\d")),
            OF_STAGE,
            Set.of(),
            "Requests that were answered by a status of 500 or more");

    private static final List<Series> ALL = List.of(
            BACKLOG,
            UNACKNOWLEDGED,
            UNATTENDED,
            SAMPLER_HEARTBEAT,
            BROKER_CONNECTED,
            QUEUE_AGE,
            DEAD_LETTERS,
            OUTBOX_AGE,
            POLLS,
            POLL_FAILURES,
            TIMELINES_STALE,
            ARRIVAL,
            DIGEST_LATENESS,
            DIGESTS_WAITING,
            DIGESTS_SENT,
            API_REQUESTS,
            API_ERRORS);

    private SeriesCatalogue() {}

    public static List<Series> all() {
        return ALL;
    }

    /** How many custom metrics one stage pays for. */
    public static int count() {
        return ALL.stream().mapToInt(Series::count).sum();
    }

    private static Series ofStage(String name, Unit unit, Metric source, Reading reading, String help) {
        return new Series(name, unit, source, reading, Map.of(), OF_STAGE, Set.of(), help);
    }

    private static Series ofServices(String name, Metric source, Set<String> services, String help) {
        return new Series(name, Unit.COUNT, source, Reading.SUM, Map.of(), OF_SERVICE, services, help);
    }
}
