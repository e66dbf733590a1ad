package org.broadsheet.ecs.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.metrics.PlatformMetric;
import org.broadsheet.metrics.Series;
import org.broadsheet.metrics.Signal;

/** What a stage's signals are told apart by, and of which services there are some. */
final class Dimensions {
    private static final String BROKER = "broker";

    private final Stage stage;
    private final AppStack.Monitored monitored;

    Dimensions(Stage stage, AppStack.Monitored monitored) {
        this.stage = stage;
        this.monitored = monitored;
    }

    /**
     * The services that a signal is of; {@code stage} alone for one that is of the stage as a whole, nothing for one that
     * this stage does not have.
     */
    List<String> subjects(Signal signal) {
        return switch (signal) {
            case Series series ->
                series.services().isEmpty()
                        ? List.of(stage.name())
                        : series.services().stream().sorted().toList();
            case PlatformMetric metric -> subjects(metric);
        };
    }

    private List<String> subjects(PlatformMetric metric) {
        if (metric.dimensions().contains("TargetGroup")) {
            return List.copyOf(monitored.targets().keySet());
        }
        if (metric.dimensions().contains("ApiId")) {
            return monitored.gateway().isPresent() ? List.of(stage.name()) : List.of();
        }
        if (metric.dimensions().contains("Broker")) {
            return stage.broker() instanceof Stage.Broker.AmazonMq ? List.of(stage.name()) : List.of();
        }
        if (metric.dimensions().contains("ServiceName") || metric.dimensions().contains("LogGroupName")) {
            var services = new java.util.ArrayList<>(stage.services().keySet());
            if (stage.broker() instanceof Stage.Broker.Task) {
                services.add(BROKER);
            }
            return services;
        }
        if (metric.equals(PlatformMetric.DATABASE_CREDITS)
                && !stage.database().instance().wireName().contains(".t")) {
            return List.of();
        }
        return List.of(stage.name());
    }

    /** @param subject one of {@link #subjects} */
    SequencedMap<String, String> of(Signal signal, String subject) {
        var dimensions = new LinkedHashMap<String, String>();
        signal.dimensions().forEach(name -> dimensions.put(name, value(name, subject)));
        return dimensions;
    }

    private String value(String dimension, String subject) {
        return switch (dimension) {
            case Series.STAGE -> stage.name();
            case Series.SERVICE, "ServiceName" -> subject;
            case "ClusterName", "DBInstanceIdentifier", "Broker" -> stage.prefix();
            case "Node" -> "rabbit@localhost";
            case "LogGroupName" -> "/broadsheet/" + stage.name() + "/" + subject;
            case "ApiId" -> monitored.gateway().orElseThrow();
            case "LoadBalancer", "TargetGroup" -> target(subject, dimension);
            default -> throw new IllegalArgumentException("no dimension " + dimension);
        };
    }

    private String target(String service, String dimension) {
        return Map.copyOf(monitored.targets().getOrDefault(service, Map.of())).getOrDefault(dimension, "");
    }
}
