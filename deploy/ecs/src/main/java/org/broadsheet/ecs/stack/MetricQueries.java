package org.broadsheet.ecs.stack;

import java.util.Map;
import org.broadsheet.metrics.Signal;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;

/** The parts of an alarm that computes. */
final class MetricQueries {
    private MetricQueries() {}

    static CfnAlarm.MetricDataQueryProperty math(String id, String expression) {
        return CfnAlarm.MetricDataQueryProperty.builder()
                .id(id)
                .expression(expression)
                .returnData(true)
                .build();
    }

    static CfnAlarm.MetricDataQueryProperty reads(
            String id, Signal signal, Map<String, String> dimensions, String statistic, int seconds) {
        return CfnAlarm.MetricDataQueryProperty.builder()
                .id(id)
                .returnData(false)
                .metricStat(CfnAlarm.MetricStatProperty.builder()
                        .stat(statistic)
                        .period(seconds)
                        .metric(CfnAlarm.MetricProperty.builder()
                                .namespace(signal.namespace())
                                .metricName(signal.name())
                                .dimensions(dimensions.isEmpty() ? null : properties(dimensions))
                                .build())
                        .build())
                .build();
    }

    static java.util.List<CfnAlarm.DimensionProperty> properties(Map<String, String> dimensions) {
        return dimensions.entrySet().stream()
                .map(dimension -> CfnAlarm.DimensionProperty.builder()
                        .name(dimension.getKey())
                        .value(dimension.getValue())
                        .build())
                .toList();
    }
}
