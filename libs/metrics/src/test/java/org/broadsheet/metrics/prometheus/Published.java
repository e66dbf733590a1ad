package org.broadsheet.metrics.prometheus;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.metrics.Kind;
import org.broadsheet.metrics.Metric;
import org.broadsheet.metrics.Metrics;

/** Every series that Prometheus has, with its labels. */
public final class Published {
    /** Timers that publish buckets, too. */
    static final Set<Metric> HISTOGRAMS = Set.of(Metrics.ARRIVAL);

    /** That prometheus.yml adds to what is scraped; {@code service} gives way to a tag of that name. */
    private static final List<String> OF_SCRAPE = List.of("job", "instance", "service");

    /** Of RabbitMQ's plugin {@code rabbitmq_prometheus}: of the node, and of each queue. */
    private static final List<String> OF_BROKER = List.of(
            "rabbitmq_process_resident_memory_bytes",
            "rabbitmq_resident_memory_limit_bytes",
            "rabbitmq_disk_space_available_bytes",
            "rabbitmq_disk_space_available_limit_bytes",
            "rabbitmq_connections");

    private static final List<String> OF_BROKER_QUEUES =
            List.of("rabbitmq_detailed_queue_consumers", "rabbitmq_detailed_queue_messages_unacked");

    private Published() {}

    /** The series that a metric of ours is. */
    public static List<String> names(Metric metric) {
        var name = metric.prometheusName();
        if (metric.kind() != Kind.TIMER) {
            return List.of(name);
        }
        var ends = HISTOGRAMS.contains(metric)
                ? Stream.of("_count", "_sum", "_max", "_bucket")
                : Stream.of("_count", "_sum", "_max");
        return ends.map(end -> name + end).toList();
    }

    /** The labels of each series, by its name. */
    public static Map<String, Set<String>> all() {
        var all = new HashMap<String, Set<String>>();
        for (var metric : Metrics.all()) {
            for (var name : names(metric)) {
                all.put(name, labels(metric.tags(), name.endsWith("_bucket") ? List.of("le") : List.of()));
            }
        }
        OF_BROKER.forEach(name -> all.put(name, labels(List.of(), List.of())));
        OF_BROKER_QUEUES.forEach(name -> all.put(name, labels(List.of("queue", "vhost"), List.of())));
        all.put("up", labels(List.of(), List.of()));
        all.put("ALERTS", labels(List.of("alertname", "alertstate", "severity", "consumer"), List.of()));
        return Map.copyOf(all);
    }

    private static Set<String> labels(List<String> own, List<String> more) {
        var labels = new LinkedHashSet<>(OF_SCRAPE);
        labels.addAll(own);
        labels.addAll(more);
        return labels;
    }
}
