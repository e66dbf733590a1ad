package org.broadsheet.metrics;

import static org.broadsheet.metrics.Kind.COUNTER;
import static org.broadsheet.metrics.Kind.GAUGE;
import static org.broadsheet.metrics.Kind.TIMER;

import java.util.List;
import java.util.Set;

/** Every meter that services publish of their own work, and those of the libraries that dashboards and alarms read. */
public final class Metrics {
    public static final Set<String> SERVICES = Set.of("user", "ingest", "filter", "feed", "digest");

    /** Those that answer HTTP. */
    public static final Set<String> APIS = Set.of("user", "filter", "feed", "digest");

    /** Those that {@link #BACKLOG} is published of, since tasks are started and stopped by it. */
    public static final Set<String> SCALED_BY_BACKLOG = Set.of("ingest", "filter");

    /** Always warm, and alone: it publishes what is said of others that may not run. */
    private static final Set<String> SAMPLER = Set.of("digest");

    private static final Set<String> INGEST = Set.of("ingest");
    private static final Set<String> FEED = Set.of("feed");
    private static final Set<String> DIGEST = Set.of("digest");

    public static final Metric BACKLOG =
            gauge("broadsheet.backlog", SAMPLER, "Messages that wait in all queues of a service", "service");
    public static final Metric UNATTENDED =
            gauge("broadsheet.queues.unattended", SAMPLER, "Queues in which messages wait and that nobody consumes");
    public static final Metric SAMPLER_HEARTBEAT = new Metric(
            "broadsheet.sampler.heartbeat",
            COUNTER,
            Unit.COUNT,
            List.of(),
            SAMPLER,
            "Looks at the queues of all services that were answered");

    public static final Metric BROKER_CONNECTED = gauge(
            "broadsheet.broker.connected", SERVICES, "1 while a process has its connection to the broker", "service");
    public static final Metric QUEUE_DEPTH =
            gauge("broadsheet.queue.depth", SERVICES, "Messages that wait in a consumer's queue", "consumer");
    public static final Metric UNACKNOWLEDGED = gauge(
            "broadsheet.queue.unacknowledged",
            SERVICES,
            "Messages that a consumer has got and not acknowledged",
            "consumer");
    public static final Metric QUEUE_AGE = gauge(
            "broadsheet.queue.oldest.age",
            SERVICES,
            "Seconds that the oldest message in a consumer's queue has waited at most",
            "consumer");
    public static final Metric QUEUE_TIME =
            timer("broadsheet.queue.time", SERVICES, "From publishing a message to its delivery", "consumer");
    public static final Metric DEAD_DEPTH =
            gauge("broadsheet.dead.depth", SERVICES, "Dead letters of a consumer", "consumer");
    public static final Metric DEAD_AGE = gauge(
            "broadsheet.dead.oldest.age", SERVICES, "Seconds since the dead letter at the head failed", "consumer");
    public static final Metric CONSUMED = counter(
            "broadsheet.messages.consumed", SERVICES, "Messages that a consumer has ended", "consumer", "outcome");
    public static final Metric OVERDUE =
            counter("broadsheet.handlers.overdue", SERVICES, "Handlers that ran longer than they may", "consumer");
    public static final Metric OUTBOX_DEPTH =
            gauge("broadsheet.outbox.depth", SERVICES, "Messages that are not published yet", "service");
    public static final Metric OUTBOX_AGE =
            gauge("broadsheet.outbox.oldest.age", SERVICES, "Seconds that the oldest of them has waited", "service");
    public static final Metric OUTBOX_DELAY =
            timer("broadsheet.outbox.delay", SERVICES, "From a transaction to the confirm of its message", "service");
    public static final Metric OUTBOX_PUBLISHED =
            counter("broadsheet.outbox.published", SERVICES, "Messages that the broker has confirmed", "service");
    public static final Metric OUTBOX_REFUSED =
            counter("broadsheet.outbox.refused", SERVICES, "Messages that the broker refused or returned", "service");
    public static final Metric RETRY_DEPTH =
            gauge("broadsheet.retry.depth", SERVICES, "Messages that wait to be tried again", "service");
    public static final Metric RETRY_AGE = gauge(
            "broadsheet.retry.oldest.age",
            SERVICES,
            "Seconds since the first failure of the oldest of them",
            "service");
    public static final Metric SESSIONS_FAILED = counter(
            "broadsheet.sessions.failed", SERVICES, "Relays, consumers and lanes that were started again", "thread");
    public static final Metric ALARM =
            gauge("broadsheet.alarm", SERVICES, "1 while an alarm of the process is raised", "kind", "queue");

    public static final Metric PARAMETER_READS =
            counter("broadsheet.parameters.reads", SERVICES, "Looks at what is turned, by how they ended", "outcome");

    public static final Metric POLL = timer("broadsheet.ingest.poll", INGEST, "How long a poll takes");
    public static final Metric POLL_LATENESS =
            timer("broadsheet.ingest.lateness", INGEST, "How long a source was due before it was polled");
    public static final Metric POLLS = counter("broadsheet.ingest.polls", INGEST, "Polls by how they ended", "outcome");
    public static final Metric POLL_FAILURES =
            counter("broadsheet.ingest.poll-failures", INGEST, "Failed polls by cause", "cause");
    public static final Metric HOSTS =
            gauge("broadsheet.ingest.hosts", INGEST, "Hosts that rest after failures, or that polls wait for", "state");
    public static final Metric LARGE_BODIES =
            gauge("broadsheet.ingest.large-bodies.free", INGEST, "Large bodies that may be read at once, still");
    public static final Metric EXPANSIONS =
            counter("broadsheet.ingest.expansions", INGEST, "Short links by how their expansion ended", "outcome");
    public static final Metric PAGES =
            counter("broadsheet.ingest.pages", INGEST, "Pages of articles by how their reading ended", "outcome");
    public static final Metric TIMELINE_PULL =
            timer("broadsheet.ingest.timeline-pull", INGEST, "How long a pull of a timeline takes");
    public static final Metric TIMELINE_PULLS = counter(
            "broadsheet.ingest.timeline-pulls", INGEST, "Pulls of timelines by how they ended", "network", "outcome");
    public static final Metric TIMELINE_POSTS =
            counter("broadsheet.ingest.timeline-posts", INGEST, "Posts that pulls brought", "outcome");
    public static final Metric TIMELINE_GAPS =
            counter("broadsheet.ingest.timeline-gaps", INGEST, "Pulls that did not reach what was known");
    public static final Metric TIMELINES_STALE = gauge(
            "broadsheet.ingest.timelines-stale",
            INGEST,
            "Timelines that were not read for seven hours although their accounts can be asked");
    public static final Metric TIMELINES_PAUSED =
            gauge("broadsheet.ingest.timelines-paused", INGEST, "Timelines that rest since their reader is away");
    public static final Metric SURVEYS =
            counter("broadsheet.ingest.surveys", INGEST, "Surveys of accounts by how they ended", "outcome");
    public static final Metric SURVEY_FAILURES =
            counter("broadsheet.ingest.survey-failures", INGEST, "Parts of surveys that failed", "part", "cause");
    public static final Metric REFRESHES =
            counter("broadsheet.ingest.refreshes", INGEST, "Credentials refreshed, by how it ended", "outcome");
    public static final Metric REVOCATIONS =
            counter("broadsheet.ingest.revocations", INGEST, "Credentials given back, by how it ended", "outcome");

    public static final Metric ARRIVAL =
            timer("broadsheet.feed.arrival", FEED, "From the poll that found an entry to its place in feeds");
    public static final Metric VISITS = counter(
            "broadsheet.feed.visits", FEED, "Readers' first calls of a day, by how telling it ended", "outcome");
    public static final Metric VISITS_REMEMBERED = gauge(
            "broadsheet.feed.visits.remembered", FEED, "Readers of whom it is known in memory that they were here");
    public static final Metric VISITS_WAITING =
            gauge("broadsheet.feed.visits.waiting", FEED, "Visits that are not told yet");
    public static final Metric IMAGES = counter("broadsheet.feed.images", FEED, "Pictures asked for", "outcome");
    public static final Metric IMAGES_KEPT = gauge("broadsheet.feed.images.kept", FEED, "Pictures kept in memory");

    public static final Metric DIGEST_RUNS =
            counter("broadsheet.digest.runs", DIGEST, "Runs of digests by how they ended", "end");
    public static final Metric DIGEST_DEFERRED =
            counter("broadsheet.digest.deferred", DIGEST, "Hand-overs of mails that were refused and are tried again");
    public static final Metric DIGEST_NOTICES =
            counter("broadsheet.digest.notices", DIGEST, "Mails about resting timelines by how they ended", "end");
    public static final Metric DIGEST_WAITING =
            gauge("broadsheet.digest.waiting", DIGEST, "Runs whose slot has come and that have not ended");
    public static final Metric DIGEST_LATENESS = gauge(
            "broadsheet.digest.lateness",
            DIGEST,
            "Seconds since the slot of the oldest run that has not ended; 0 when there is none");

    public static final Metric HTTP_REQUESTS =
            timer("http.server.requests", APIS, "Requests that were answered", "exception", "method", "status", "uri");
    public static final Metric JVM_MEMORY_USED = new Metric(
            "jvm.memory.used", GAUGE, Unit.BYTES, List.of("area", "id"), SERVICES, "Memory that the JVM uses");
    public static final Metric JVM_MEMORY_MAX =
            new Metric("jvm.memory.max", GAUGE, Unit.BYTES, List.of("area", "id"), SERVICES, "Memory that it may use");
    public static final Metric PROCESS_CPU = gauge(
            "process.cpu.usage", SERVICES, "Part of all processors that a process may have and uses, from 0 to 1");
    public static final Metric CONNECTIONS_ACTIVE =
            gauge("hikaricp.connections.active", SERVICES, "Database connections in use", "pool");
    public static final Metric CONNECTIONS_PENDING =
            gauge("hikaricp.connections.pending", SERVICES, "Threads that wait for a database connection", "pool");

    private static final List<Metric> ALL = List.of(
            BACKLOG,
            UNATTENDED,
            SAMPLER_HEARTBEAT,
            BROKER_CONNECTED,
            QUEUE_DEPTH,
            UNACKNOWLEDGED,
            QUEUE_AGE,
            QUEUE_TIME,
            DEAD_DEPTH,
            DEAD_AGE,
            CONSUMED,
            OVERDUE,
            OUTBOX_DEPTH,
            OUTBOX_AGE,
            OUTBOX_DELAY,
            OUTBOX_PUBLISHED,
            OUTBOX_REFUSED,
            RETRY_DEPTH,
            RETRY_AGE,
            SESSIONS_FAILED,
            ALARM,
            PARAMETER_READS,
            POLL,
            POLL_LATENESS,
            POLLS,
            POLL_FAILURES,
            HOSTS,
            LARGE_BODIES,
            EXPANSIONS,
            PAGES,
            TIMELINE_PULL,
            TIMELINE_PULLS,
            TIMELINE_POSTS,
            TIMELINE_GAPS,
            TIMELINES_STALE,
            TIMELINES_PAUSED,
            SURVEYS,
            SURVEY_FAILURES,
            REFRESHES,
            REVOCATIONS,
            ARRIVAL,
            VISITS,
            VISITS_REMEMBERED,
            VISITS_WAITING,
            IMAGES,
            IMAGES_KEPT,
            DIGEST_RUNS,
            DIGEST_DEFERRED,
            DIGEST_NOTICES,
            DIGEST_WAITING,
            DIGEST_LATENESS,
            HTTP_REQUESTS,
            JVM_MEMORY_USED,
            JVM_MEMORY_MAX,
            PROCESS_CPU,
            CONNECTIONS_ACTIVE,
            CONNECTIONS_PENDING);

    private Metrics() {}

    /** All of them, in the order from the queues to the libraries. */
    public static List<Metric> all() {
        return ALL;
    }

    private static Metric gauge(String name, Set<String> publishers, String help, String... tags) {
        return new Metric(name, GAUGE, Unit.COUNT, List.of(tags), publishers, help);
    }

    private static Metric counter(String name, Set<String> publishers, String help, String... tags) {
        return new Metric(name, COUNTER, Unit.COUNT, List.of(tags), publishers, help);
    }

    private static Metric timer(String name, Set<String> publishers, String help, String... tags) {
        return new Metric(name, TIMER, Unit.SECONDS, List.of(tags), publishers, help);
    }
}
