package org.broadsheet.metrics;

import static org.broadsheet.metrics.RuleBuilder.page;
import static org.broadsheet.metrics.RuleBuilder.warn;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.broadsheet.metrics.Condition.Reads;
import org.broadsheet.metrics.Threshold.Capacity;
import org.broadsheet.metrics.Threshold.PartOf;

/** Of tasks, database and broker. */
final class ServerAlarms {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String EVENTS = "aws ecs describe-services --cluster broadsheet-<stage> --services <service>";
    private static final String DATABASE = "aws rds describe-db-instances --db-instance-identifier broadsheet-<stage>";
    private static final String BROKER = "aws mq list-brokers";

    static final List<AlarmRule> ALL = List.of(
            warn("cpu")
                    .above(PlatformMetric.SERVICE_CPU, "Average", 80)
                    .every(FIVE_MINUTES)
                    .times(3)
                    .prometheus("avg by (service) (avg_over_time(process_cpu_usage[5m])) > 0.8")
                    .means("A service's tasks use most of their processor for a quarter of an hour")
                    .first(EVENTS, "a-service-lacks-processor-or-memory"),
            warn("memory")
                    .above(PlatformMetric.SERVICE_MEMORY, "Maximum", 85)
                    .every(FIVE_MINUTES)
                    .times(2)
                    .means("A service's tasks use most of their memory")
                    .first(EVENTS, "a-service-lacks-processor-or-memory"),
            page("database-storage")
                    .below(PlatformMetric.DATABASE_STORAGE, "Minimum", new PartOf(Capacity.DATABASE_STORAGE_BYTES, 0.2))
                    .every(FIVE_MINUTES)
                    .means("Less than a fifth of the database's storage is free")
                    .first(DATABASE, "database"),
            warn("database-cpu")
                    .above(PlatformMetric.DATABASE_CPU, "Average", 80)
                    .every(FIVE_MINUTES)
                    .times(3)
                    .means("The database uses most of its processor for a quarter of an hour")
                    .first(DATABASE, "database"),
            page("database-credits")
                    .below(PlatformMetric.DATABASE_CREDITS, "Minimum", 20)
                    .every(FIVE_MINUTES)
                    .means("The database has nearly used up what it may burst: it becomes slow")
                    .first(DATABASE, "database"),
            warn("database-connections")
                    .above(
                            PlatformMetric.DATABASE_CONNECTIONS,
                            "Maximum",
                            new PartOf(Capacity.DATABASE_CONNECTION_BUDGET, 0.8))
                    .every(FIVE_MINUTES)
                    .means("Most of the connections that the database allows are in use")
                    .first(DATABASE, "database"),
            page("broker-memory")
                    .above(
                            "100 * used / limit",
                            new Threshold.Fixed(80),
                            List.of(
                                    Map.entry("used", new Reads(PlatformMetric.BROKER_MEMORY, "Maximum")),
                                    Map.entry("limit", new Reads(PlatformMetric.BROKER_MEMORY_LIMIT, "Minimum"))))
                    .times(5)
                    .prometheus("max(rabbitmq_process_resident_memory_bytes)"
                            + " / max(rabbitmq_resident_memory_limit_bytes) > 0.8")
                    .means("The broker uses most of its memory: it stops publishers at its limit")
                    .first(BROKER, "broker"),
            page("broker-disk")
                    .above(
                            "limit / free",
                            new Threshold.Fixed(0.5),
                            List.of(
                                    Map.entry("free", new Reads(PlatformMetric.BROKER_DISK, "Minimum")),
                                    Map.entry("limit", new Reads(PlatformMetric.BROKER_DISK_LIMIT, "Maximum"))))
                    .times(5)
                    .prometheus("max(rabbitmq_disk_space_available_limit_bytes)"
                            + " / min(rabbitmq_disk_space_available_bytes) > 0.5")
                    .means("The broker has less than twice the disk at which it stops publishers")
                    .first(BROKER, "broker"),
            page("broker-deserted")
                    .below(PlatformMetric.BROKER_CONNECTIONS, "Maximum", 1)
                    .times(5)
                    .prometheus("max(rabbitmq_connections) < 1")
                    .means("Nobody is connected to the broker")
                    .first(BROKER, "broker"));

    private ServerAlarms() {}
}
