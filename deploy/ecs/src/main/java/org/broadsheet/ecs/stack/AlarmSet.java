package org.broadsheet.ecs.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.ecs.stage.ConnectionBudget;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.metrics.AlarmCatalogue;
import org.broadsheet.metrics.AlarmRule;
import org.broadsheet.metrics.Condition;
import org.broadsheet.metrics.Threshold;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.events.CfnRule;
import software.constructs.Construct;

/** The alarms of the catalogue that a stage has, for each of what they are about. */
final class AlarmSet {
    private final Construct scope;
    private final Stage stage;
    private final Dimensions dimensions;
    private final Notices notices;

    AlarmSet(Construct scope, Stage stage, AppStack.Monitored monitored, Notices notices) {
        this.scope = scope;
        this.stage = stage;
        this.dimensions = new Dimensions(stage, monitored);
        this.notices = notices;
        AlarmCatalogue.all().stream()
                .filter(rule -> rule.star() || stage.alarms().all())
                .forEach(this::add);
    }

    private void add(AlarmRule rule) {
        switch (rule.condition()) {
            case Condition.Single single -> {
                for (var subject : dimensions.subjects(single.reads().signal())) {
                    alarm(rule, single, subject);
                }
            }
            case Condition.Computed computed -> {
                for (var subject :
                        dimensions.subjects(computed.signals().iterator().next())) {
                    if (knows(computed.threshold(), subject)) {
                        alarm(rule, computed, subject);
                    }
                }
            }
            case Condition.Event event -> event(rule, event);
            case Condition.Spending spending -> spending(spending);
        }
    }

    private void alarm(AlarmRule rule, Condition.Single single, String subject) {
        var reads = single.reads();
        var alarm = start(rule, subject, single.comparison(), single.threshold())
                .namespace(reads.signal().namespace())
                .metricName(reads.signal().name())
                .dimensions(MetricQueries.properties(dimensions.of(reads.signal(), subject)))
                .period((int) rule.period().toSeconds());
        if (reads.statistic().startsWith("p")) {
            alarm.extendedStatistic(reads.statistic());
        } else {
            alarm.statistic(reads.statistic());
        }
        alarm.build();
    }

    private void alarm(AlarmRule rule, Condition.Computed computed, String subject) {
        var queries = new ArrayList<CfnAlarm.MetricDataQueryProperty>();
        queries.add(MetricQueries.math("judged", computed.expression()));
        computed.inputs()
                .forEach((name, reads) -> queries.add(MetricQueries.reads(
                        name, reads.signal(), dimensions.of(reads.signal(), subject), reads.statistic(), (int)
                                rule.period().toSeconds())));
        start(rule, subject, computed.comparison(), computed.threshold())
                .metrics(queries)
                .build();
    }

    private CfnAlarm.Builder start(
            AlarmRule rule, String subject, Condition.Comparison comparison, Threshold threshold) {
        var name = subject.equals(stage.name()) ? rule.name() : rule.name() + "-" + subject;
        return CfnAlarm.Builder.create(scope, camel(name))
                .alarmName(stage.prefix() + "-" + name)
                .alarmDescription(description(rule, subject))
                .comparisonOperator(comparison.cloudWatch())
                .threshold(value(threshold, subject))
                .evaluationPeriods(rule.periods())
                .datapointsToAlarm(rule.breaching() == rule.periods() ? null : rule.breaching())
                .treatMissingData(rule.missing().cloudWatch())
                .alarmActions(List.of(notices.arn()));
    }

    private String description(AlarmRule rule, String subject) {
        return rule.severity() + ": " + rule.meaning() + ". First: "
                + rule.firstCommand().replace("<stage>", stage.name()).replace("<service>", subject)
                + " ; docs/operations.md#" + rule.anchor();
    }

    private double value(Threshold threshold, String subject) {
        return switch (threshold) {
            case Threshold.Fixed fixed -> fixed.value();
            case Threshold.PartOf part -> part.part() * capacity(part.capacity(), subject);
        };
    }

    /** A service whose tasks do not follow its backlog has no backlog for all of them. */
    private boolean knows(Threshold threshold, String subject) {
        return Double.isFinite(value(threshold, subject));
    }

    private double capacity(Threshold.Capacity capacity, String subject) {
        return switch (capacity) {
            case DATABASE_STORAGE_BYTES -> stage.database().storage() * (double) (1L << 30);
            case DATABASE_CONNECTION_BUDGET -> ConnectionBudget.allowed(stage);
            case LOG_BYTES_A_DAY -> stage.logs().megabytesPerDay() * 1e6;
            case BACKLOG_FOR_ALL_TASKS -> {
                var service = stage.services().get(subject);
                yield service == null || service.scaling().isEmpty()
                        ? Double.POSITIVE_INFINITY
                        : service.scaling().get().steps().lastKey();
            }
        };
    }

    private void event(AlarmRule rule, Condition.Event event) {
        for (var type : event.detailTypes().entrySet()) {
            CfnRule.Builder.create(scope, "Event" + camel(rule.name()))
                    .name(stage.prefix() + "-" + rule.name())
                    .description(description(rule, "<service>"))
                    .eventPattern(new TreeMap<>(Map.of(
                            "source", List.of(event.source()),
                            "detail-type", List.of(type.getKey()),
                            "resources", List.of(Map.of("wildcard", "*:service/" + stage.prefix() + "/*")),
                            "detail", Map.of("eventName", type.getValue()))))
                    .targets(List.of(CfnRule.TargetProperty.builder()
                            .id("operator")
                            .arn(notices.arn())
                            .build()))
                    .build();
        }
    }

    private void spending(Condition.Spending spending) {
        CfnBudget.Builder.create(scope, "Budget")
                .budget(CfnBudget.BudgetDataProperty.builder()
                        .budgetName(stage.prefix())
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(CfnBudget.SpendProperty.builder()
                                .amount(stage.monthlyBudget())
                                .unit("USD")
                                .build())
                        .costFilters(Map.of("TagKeyValue", List.of("user:broadsheet:stage$" + stage.name())))
                        .build())
                .notificationsWithSubscribers(spending.percents().stream()
                        .map(percent -> CfnBudget.NotificationWithSubscribersProperty.builder()
                                .notification(CfnBudget.NotificationProperty.builder()
                                        .comparisonOperator("GREATER_THAN")
                                        .notificationType("ACTUAL")
                                        .threshold(percent)
                                        .build())
                                .subscribers(List.of(CfnBudget.SubscriberProperty.builder()
                                        .subscriptionType("SNS")
                                        .address(notices.arn())
                                        .build()))
                                .build())
                        .toList())
                .build();
    }

    private static String camel(String name) {
        var text = new StringBuilder();
        for (var word : name.split("-", -1)) {
            text.append(Secrets.capital(word));
        }
        return text.toString();
    }
}
