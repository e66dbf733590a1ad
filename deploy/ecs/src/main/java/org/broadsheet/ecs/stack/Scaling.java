package org.broadsheet.ecs.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.ecs.stage.Stage.Backlog;
import org.broadsheet.ecs.stage.Stage.Service;
import org.broadsheet.metrics.PlatformMetric;
import org.broadsheet.metrics.Series;
import org.broadsheet.metrics.SeriesCatalogue;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalableTarget;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.ecs.FargateService;
import software.constructs.Construct;

/**
 * How many tasks a service has.
 *
 * <p>By backlog: each step adds what is missing to the step below while fewer run than the step wants, and nothing is ever
 * taken away while a message is waiting or in work; after the quiet time the minimum is enough. Policies only add or set the
 * minimum, and every alarm takes silence for peace, so missing data changes nothing. A service without tasks is also
 * started by the clock, since what is due by time makes no message while nobody looks.
 */
final class Scaling {
    /** New tasks are running, and counted, by then. */
    private static final int COOLDOWN_SECONDS = 180;

    /** A service without tasks has nothing in hand, and says nothing. */
    private static final String BACKLOG = "(waiting + FILL(inhand, 0))";

    private static final int CPU_PERCENT = 60;

    private static final AppStack.Monitored NONE = new AppStack.Monitored(Map.of(), java.util.Optional.empty());

    /** Of each wake, so that a task is up and has looked. */
    private static final int WAKE_MINUTES = 4;

    private final Construct scope;
    private final Stage stage;
    private final Service service;
    private final CfnScalableTarget target;

    private Scaling(
            Construct scope,
            Stage stage,
            Service service,
            FargateService tasks,
            List<CfnScalableTarget.ScheduledActionProperty> schedule) {
        this.scope = scope;
        this.stage = stage;
        this.service = service;
        this.target = CfnScalableTarget.Builder.create(scope, id("Scaling"))
                .serviceNamespace("ecs")
                .scalableDimension("ecs:service:DesiredCount")
                .resourceId("service/" + stage.prefix() + "/" + service.name())
                .minCapacity(service.minimum())
                .maxCapacity(service.maximum())
                .scheduledActions(schedule.isEmpty() ? null : schedule)
                .build();
        target.getNode().addDependency(tasks);
    }

    static void of(Construct scope, Stage stage, Service service, FargateService tasks) {
        if (service.minimum() == service.maximum()) {
            return;
        }
        var schedule =
                service.scaling().map(backlog -> schedule(service, backlog)).orElse(List.of());
        var scaling = new Scaling(scope, stage, service, tasks, schedule);
        service.scaling().ifPresentOrElse(scaling::byBacklog, scaling::byProcessor);
    }

    private void byProcessor() {
        CfnScalingPolicy.Builder.create(scope, id("ByProcessor"))
                .policyName(service.name() + "-processor")
                .policyType("TargetTrackingScaling")
                .scalingTargetId(target.getRef())
                .targetTrackingScalingPolicyConfiguration(
                        CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty.builder()
                                .predefinedMetricSpecification(
                                        CfnScalingPolicy.PredefinedMetricSpecificationProperty.builder()
                                                .predefinedMetricType("ECSServiceAverageCPUUtilization")
                                                .build())
                                .targetValue(CPU_PERCENT)
                                .scaleOutCooldown(60)
                                .scaleInCooldown(300)
                                .build())
                .build();
    }

    private void byBacklog(Backlog backlog) {
        int before = service.minimum();
        for (var step : backlog.steps().entrySet()) {
            int tasks = step.getValue();
            if (tasks > before) {
                alarm(
                        "Step" + tasks,
                        "IF(" + BACKLOG + " >= " + step.getKey() + " AND FILL(running, 0) < " + tasks + ", 1, 0)",
                        "GreaterThanThreshold",
                        0,
                        1,
                        policy("Step" + tasks, "ChangeInCapacity", tasks - before, COOLDOWN_SECONDS));
                before = tasks;
            }
        }
        alarm(
                "Quiet",
                BACKLOG,
                "LessThanThreshold",
                1,
                backlog.quietMinutes(),
                policy("Quiet", "ExactCapacity", service.minimum(), 60));
    }

    private String policy(String name, String type, int adjustment, int cooldown) {
        boolean down = type.equals("ExactCapacity");
        var step = CfnScalingPolicy.StepAdjustmentProperty.builder().scalingAdjustment(adjustment);
        return CfnScalingPolicy.Builder.create(scope, id(name))
                .policyName(service.name() + "-" + name)
                .policyType("StepScaling")
                .scalingTargetId(target.getRef())
                .stepScalingPolicyConfiguration(CfnScalingPolicy.StepScalingPolicyConfigurationProperty.builder()
                        .adjustmentType(type)
                        .cooldown(cooldown)
                        .metricAggregationType("Maximum")
                        .stepAdjustments(List.of(
                                (down ? step.metricIntervalUpperBound(0) : step.metricIntervalLowerBound(0)).build()))
                        .build())
                .build()
                .getRef();
    }

    /** @param expression over what waits, is in hand, and runs; it is missing where what waits is not known */
    private void alarm(String name, String expression, String comparison, int threshold, int minutes, String policy) {
        var running = new Dimensions(stage, NONE).of(PlatformMetric.SERVICE_CPU, service.name());
        CfnAlarm.Builder.create(scope, id(name + "Alarm"))
                .alarmName(stage.prefix() + "-scale-" + service.name() + "-" + name)
                .comparisonOperator(comparison)
                .threshold(threshold)
                .evaluationPeriods(minutes)
                .datapointsToAlarm(minutes)
                .treatMissingData("notBreaching")
                .alarmActions(List.of(policy))
                .metrics(Stream.of(
                                MetricQueries.math("judged", expression),
                                // Each process of digest says the same, each task of the service its own part.
                                reads("waiting", SeriesCatalogue.BACKLOG, "Maximum"),
                                reads("inhand", SeriesCatalogue.UNACKNOWLEDGED, "Sum"),
                                // Each task is one sample of its processor a minute.
                                MetricQueries.reads("running", PlatformMetric.SERVICE_CPU, running, "SampleCount", 60))
                        .filter(query -> query.getExpression() != null || expression.contains(query.getId()))
                        .toList())
                .build();
    }

    private CfnAlarm.MetricDataQueryProperty reads(String id, Series series, String statistic) {
        var dimensions = new Dimensions(stage, NONE).of(series, service.name());
        return MetricQueries.reads(id, series, dimensions, statistic, 60);
    }

    /** By the clock: up for some minutes, and allowed to go again; its own messages keep it up. */
    private static List<CfnScalableTarget.ScheduledActionProperty> schedule(Service service, Backlog backlog) {
        var actions = new ArrayList<CfnScalableTarget.ScheduledActionProperty>();
        if (service.minimum() == 0 && backlog.wakeMinutes() > 0) {
            actions.add(action("wake", "cron(0/" + backlog.wakeMinutes() + " * * * ? *)", 1, service.maximum()));
            actions.add(action(
                    "rest",
                    "cron(" + WAKE_MINUTES + "/" + backlog.wakeMinutes() + " * * * ? *)",
                    0,
                    service.maximum()));
        }
        return actions;
    }

    private static CfnScalableTarget.ScheduledActionProperty action(
            String name, String when, int minimum, int maximum) {
        return CfnScalableTarget.ScheduledActionProperty.builder()
                .scheduledActionName(name)
                .schedule(when)
                .scalableTargetAction(CfnScalableTarget.ScalableTargetActionProperty.builder()
                        .minCapacity(minimum)
                        .maxCapacity(maximum)
                        .build())
                .build();
    }

    private String id(String what) {
        return Secrets.capital(service.name()) + what;
    }
}
