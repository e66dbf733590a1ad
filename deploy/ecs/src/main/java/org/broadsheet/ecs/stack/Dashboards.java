package org.broadsheet.ecs.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.metrics.PlatformMetric;
import org.broadsheet.metrics.SeriesCatalogue;
import org.broadsheet.metrics.Signal;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;

/** One page that says whether a stage is well, from what people meet down to the engine. */
final class Dashboards {
    private static final int WIDTH = 8;
    private static final int HEIGHT = 5;
    /** The same as in the line above. */
    private static final String ABOVE = ".";

    private final Stage stage;
    private final Dimensions dimensions;

    /** @param statistic by which all its signals are shown */
    record Panel(String title, String statistic, List<Signal> signals) {}

    /** Every signal of the catalogue is on one panel. */
    static final List<Panel> PANELS = List.of(
            new Panel("Requests", "Sum", List.of(SeriesCatalogue.API_REQUESTS)),
            new Panel("Errors", "Sum", List.of(SeriesCatalogue.API_ERRORS)),
            new Panel(
                    "Slowest answers (p99)",
                    "p99",
                    List.of(PlatformMetric.RESPONSE_TIME, PlatformMetric.GATEWAY_LATENCY)),
            new Panel(
                    "Healthy and unhealthy tasks",
                    "Maximum",
                    List.of(PlatformMetric.HEALTHY_TARGETS, PlatformMetric.UNHEALTHY_TARGETS)),
            new Panel("Digests", "Sum", List.of(SeriesCatalogue.DIGESTS_WAITING, SeriesCatalogue.DIGESTS_SENT)),
            new Panel(
                    "Seconds late",
                    "Maximum",
                    List.of(
                            SeriesCatalogue.DIGEST_LATENESS,
                            SeriesCatalogue.ARRIVAL,
                            SeriesCatalogue.QUEUE_AGE,
                            SeriesCatalogue.OUTBOX_AGE)),
            new Panel(
                    "Backlog",
                    "Maximum",
                    List.of(SeriesCatalogue.BACKLOG, SeriesCatalogue.UNACKNOWLEDGED, SeriesCatalogue.UNATTENDED)),
            new Panel("Dead letters", "Maximum", List.of(SeriesCatalogue.DEAD_LETTERS)),
            new Panel(
                    "Polls",
                    "Sum",
                    List.of(SeriesCatalogue.POLLS, SeriesCatalogue.POLL_FAILURES, SeriesCatalogue.TIMELINES_STALE)),
            new Panel(
                    "Broker and sampler",
                    "Minimum",
                    List.of(SeriesCatalogue.BROKER_CONNECTED, SeriesCatalogue.SAMPLER_HEARTBEAT)),
            new Panel("Tasks", "SampleCount", List.of(PlatformMetric.SERVICE_CPU)),
            new Panel(
                    "Processor and memory",
                    "Maximum",
                    List.of(PlatformMetric.SERVICE_CPU, PlatformMetric.SERVICE_MEMORY)),
            new Panel(
                    "Database: processor and credits",
                    "Average",
                    List.of(PlatformMetric.DATABASE_CPU, PlatformMetric.DATABASE_CREDITS)),
            new Panel("Database: connections", "Maximum", List.of(PlatformMetric.DATABASE_CONNECTIONS)),
            new Panel("Database: free storage", "Minimum", List.of(PlatformMetric.DATABASE_STORAGE)),
            new Panel(
                    "Broker",
                    "Maximum",
                    List.of(
                            PlatformMetric.BROKER_MEMORY,
                            PlatformMetric.BROKER_MEMORY_LIMIT,
                            PlatformMetric.BROKER_DISK,
                            PlatformMetric.BROKER_DISK_LIMIT,
                            PlatformMetric.BROKER_CONNECTIONS)),
            new Panel("Mail", "Maximum", List.of(PlatformMetric.MAIL_BOUNCES, PlatformMetric.MAIL_COMPLAINTS)),
            new Panel("Log bytes", "Sum", List.of(PlatformMetric.LOG_BYTES)));

    Dashboards(Stack scope, Stage stage, AppStack.Monitored monitored) {
        this.stage = stage;
        this.dimensions = new Dimensions(stage, monitored);
        var widgets = new ArrayList<Object>();
        for (var panel : PANELS) {
            var lines = lines(panel);
            if (!lines.isEmpty()) {
                widgets.add(widget(panel, lines));
            }
        }
        CfnDashboard.Builder.create(scope, "Dashboard")
                .dashboardName(stage.prefix())
                .dashboardBody(scope.toJsonString(Map.of("widgets", widgets)))
                .build();
    }

    private List<Object> lines(Panel panel) {
        var lines = new ArrayList<Object>();
        var before = List.<Object>of();
        for (var signal : panel.signals()) {
            for (var subject : dimensions.subjects(signal)) {
                var line = new ArrayList<Object>(List.of(signal.namespace(), signal.name()));
                dimensions.of(signal, subject).forEach((name, value) -> {
                    line.add(name);
                    line.add(value);
                });
                var whole = List.copyOf(line);
                for (int i = 0; i < line.size() && i < before.size(); i++) {
                    if (line.get(i).equals(before.get(i))) {
                        line.set(i, ABOVE);
                    }
                }
                before = whole;
                lines.add(line);
            }
        }
        return lines;
    }

    private Map<String, Object> widget(Panel panel, List<Object> lines) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("title", panel.title());
        properties.put("region", stage.region());
        properties.put("stat", panel.statistic());
        properties.put("metrics", lines);
        var widget = new LinkedHashMap<String, Object>();
        widget.put("type", "metric");
        widget.put("width", WIDTH);
        widget.put("height", HEIGHT);
        widget.put("properties", properties);
        return widget;
    }
}
