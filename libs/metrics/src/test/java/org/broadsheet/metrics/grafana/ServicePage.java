package org.broadsheet.metrics.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.metrics.Kind;
import org.broadsheet.metrics.Metric;
import org.broadsheet.metrics.Metrics;
import org.broadsheet.metrics.Unit;

/** All that one service says of itself: a panel for each metric of the catalogue, so a new one is there by itself. */
final class ServicePage {
    /** Panels stand where the beginning of their metric's name does; the last row has the rest. */
    private static final Map<String, List<String>> ROWS = Map.of(
            "Answers", List.of("http."),
            "Queues", List.of("broadsheet.queue", "broadsheet.messages", "broadsheet.handlers", "broadsheet.backlog"),
            "Dead letters", List.of("broadsheet.dead", "broadsheet.retry"),
            "Outbox", List.of("broadsheet.outbox"),
            "Process", List.of("process.", "jvm.", "hikaricp."),
            "Polls, timelines and pages (ingest)", List.of("broadsheet.ingest."),
            "Feeds (feed)", List.of("broadsheet.feed."),
            "Digests (digest)", List.of("broadsheet.digest."));

    private static final List<String> OPEN = List.of("Answers", "Queues", "Dead letters", "Outbox", "Process");
    private static final List<String> ORDER = Stream.concat(
                    OPEN.stream(), Stream.of("Polls, timelines and pages (ingest)", "Feeds (feed)", "Digests (digest)"))
            .toList();

    /** By which tags lines are told apart where all of them are too many. */
    private static final Map<Metric, List<String>> BY = Map.of(
            Metrics.HTTP_REQUESTS, List.of("method", "uri"),
            Metrics.JVM_MEMORY_USED, List.of("id"),
            Metrics.JVM_MEMORY_MAX, List.of("id"));

    private static final Query OF_SERVICE = new Query("service=\"$service\"");

    private ServicePage() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (var title : ORDER) {
            rows.add(new Row(title, OPEN.contains(title), panels(title)));
        }
        rows.add(new Row("More", false, panels("More")));
        return rows;
    }

    private static List<Panel> panels(String row) {
        return Metrics.all().stream()
                .filter(metric -> row(metric).equals(row))
                .flatMap(ServicePage::panels)
                .toList();
    }

    private static String row(Metric metric) {
        return ORDER.stream()
                .filter(row -> ROWS.getOrDefault(row, List.of()).stream()
                        .anyMatch(start -> metric.name().startsWith(start)))
                .findFirst()
                .orElse("More");
    }

    private static Stream<Panel> panels(Metric metric) {
        if (!metric.equals(Metrics.HTTP_REQUESTS)) {
            return Stream.of(panel(metric));
        }
        var byStatus = OF_SERVICE.endedPerMinute(metric, "status");
        return Stream.of(
                Panel.of("requests by status", metric.help(), Panel.PER_MINUTE, new Line(byStatus, "{{status}}")),
                panel(metric));
    }

    private static Panel panel(Metric metric) {
        var by = BY.getOrDefault(metric, metric.tags()).toArray(String[]::new);
        var each = Stream.of(by).map(tag -> "{{" + tag + "}}").collect(Collectors.joining(" "));
        var title = metric.name().replaceFirst("^broadsheet\\.", "").replace('.', ' ');
        return switch (metric.kind()) {
            case GAUGE -> Panel.of(title, metric.help(), unit(metric), new Line(OF_SERVICE.highest(metric, by), each));
            case COUNTER ->
                Panel.of(title, metric.help(), Panel.PER_MINUTE, new Line(OF_SERVICE.perMinute(metric, by), each));
            case TIMER ->
                Panel.of(
                        title,
                        metric.help(),
                        Panel.SECONDS,
                        new Line(OF_SERVICE.longest(metric, by), (each + " longest").strip()),
                        new Line(OF_SERVICE.mean(metric, by), (each + " mean").strip()));
        };
    }

    private static String unit(Metric metric) {
        if (metric.base() == Unit.BYTES) {
            return Panel.BYTES;
        }
        if (metric.kind() == Kind.GAUGE && metric.help().startsWith("Seconds ")) {
            return Panel.SECONDS;
        }
        return metric.name().endsWith(".usage") ? Panel.PART : Panel.NUMBER;
    }
}
