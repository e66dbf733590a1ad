package org.broadsheet.metrics;

import java.util.List;

/** What the platform itself publishes of what it runs for us, at no charge. */
public record PlatformMetric(String namespace, String name, List<String> dimensions, String help) implements Signal {
    private static final List<String> OF_SERVICE = List.of("ClusterName", "ServiceName");
    private static final List<String> OF_TARGETS = List.of("LoadBalancer", "TargetGroup");
    private static final List<String> OF_GATEWAY = List.of("ApiId");
    private static final List<String> OF_DATABASE = List.of("DBInstanceIdentifier");
    private static final List<String> OF_BROKER = List.of("Broker");

    public static final PlatformMetric SERVICE_CPU =
            ecs("CPUUtilization", "Processor of a service's tasks, percent of what they may have");
    public static final PlatformMetric SERVICE_MEMORY =
            ecs("MemoryUtilization", "Memory of a service's tasks, percent of what they may have");
    public static final PlatformMetric HEALTHY_TARGETS =
            balancer("HealthyHostCount", "Tasks of a service that answer their health check");
    public static final PlatformMetric UNHEALTHY_TARGETS =
            balancer("UnHealthyHostCount", "Tasks of a service that do not answer their health check");
    public static final PlatformMetric RESPONSE_TIME =
            balancer("TargetResponseTime", "Seconds until a service answers");
    public static final PlatformMetric GATEWAY_LATENCY =
            new PlatformMetric("AWS/ApiGateway", "Latency", OF_GATEWAY, "Milliseconds until the gateway answers");
    public static final PlatformMetric DATABASE_CPU = database("CPUUtilization", "Processor of the database, percent");
    public static final PlatformMetric DATABASE_CREDITS =
            database("CPUCreditBalance", "Minutes of full processor that a burstable database has left");
    public static final PlatformMetric DATABASE_STORAGE =
            database("FreeStorageSpace", "Bytes of storage that are free");
    public static final PlatformMetric DATABASE_CONNECTIONS =
            database("DatabaseConnections", "Connections to the database");
    public static final PlatformMetric BROKER_MEMORY =
            broker("RabbitMQMemUsed", "Bytes of memory that the broker uses");
    public static final PlatformMetric BROKER_MEMORY_LIMIT =
            broker("RabbitMQMemLimit", "Bytes above which the broker stops publishers");
    public static final PlatformMetric BROKER_DISK =
            broker("RabbitMQDiskFree", "Bytes of disk that the broker has left");
    public static final PlatformMetric BROKER_DISK_LIMIT =
            broker("RabbitMQDiskFreeLimit", "Bytes below which the broker stops publishers");
    public static final PlatformMetric BROKER_CONNECTIONS = broker("ConnectionCount", "Connections to the broker");
    public static final PlatformMetric MAIL_BOUNCES =
            mail("Reputation.BounceRate", "Mails that came back, as a part of one");
    public static final PlatformMetric MAIL_COMPLAINTS =
            mail("Reputation.ComplaintRate", "Mails that were called unwanted, as a part of one");
    public static final PlatformMetric LOG_BYTES =
            new PlatformMetric("AWS/Logs", "IncomingBytes", List.of("LogGroupName"), "Bytes of a service's log");

    public PlatformMetric {
        dimensions = List.copyOf(dimensions);
    }

    private static PlatformMetric ecs(String name, String help) {
        return new PlatformMetric("AWS/ECS", name, OF_SERVICE, help);
    }

    private static PlatformMetric balancer(String name, String help) {
        return new PlatformMetric("AWS/ApplicationELB", name, OF_TARGETS, help);
    }

    private static PlatformMetric database(String name, String help) {
        return new PlatformMetric("AWS/RDS", name, OF_DATABASE, help);
    }

    private static PlatformMetric broker(String name, String help) {
        return new PlatformMetric("AWS/AmazonMQ", name, OF_BROKER, help);
    }

    private static PlatformMetric mail(String name, String help) {
        return new PlatformMetric("AWS/SES", name, List.of(), help);
    }
}
