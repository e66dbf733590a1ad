package org.broadsheet.metrics;

import static org.broadsheet.metrics.RuleBuilder.page;
import static org.broadsheet.metrics.RuleBuilder.warn;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.broadsheet.metrics.Threshold.Capacity;

/** Of deployments, of what the platform can't give, and of money. */
final class AccountAlarms {
    private static final String EVENTS = "aws ecs describe-services --cluster broadsheet-<stage> --services <service>";

    static final List<AlarmRule> ALL = List.of(
            page("deployment-failed")
                    .everywhere()
                    .when(new Condition.Event(
                            "aws.ecs", Map.of("ECS Deployment State Change", List.of("SERVICE_DEPLOYMENT_FAILED"))))
                    .means("New tasks of a service did not come up, and the old ones were kept")
                    .first(EVENTS, "a-deployment-failed"),
            warn("no-place-for-tasks")
                    .everywhere()
                    .when(new Condition.Event(
                            "aws.ecs", Map.of("ECS Service Action", List.of("SERVICE_TASK_PLACEMENT_FAILURE"))))
                    .means("There is no spare capacity for a service's tasks now")
                    .first(EVENTS, "no-place-for-tasks"),
            warn("spending")
                    .everywhere()
                    .when(new Condition.Spending(List.of(80, 100)))
                    .every(Duration.ofDays(1))
                    .means("The month's bill comes near what the stage may cost")
                    .first("./broadsheet cost <stage>", "money"),
            warn("log-volume")
                    .above(PlatformMetric.LOG_BYTES, "Sum", new Threshold.PartOf(Capacity.LOG_BYTES_A_DAY, 3))
                    .every(Duration.ofDays(1))
                    .means("A service's log takes three times as much as usual")
                    .first("aws logs tail /broadsheet/<stage>/<service> --since 15m", "money"));

    private AccountAlarms() {}
}
