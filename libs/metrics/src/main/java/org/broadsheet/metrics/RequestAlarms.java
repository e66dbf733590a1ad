package org.broadsheet.metrics;

import static org.broadsheet.metrics.RuleBuilder.page;
import static org.broadsheet.metrics.RuleBuilder.warn;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.broadsheet.metrics.AlarmRule.Missing;
import org.broadsheet.metrics.Condition.Reads;

/** Of what people ask for. */
final class RequestAlarms {
    private static final String TARGETS = "aws elbv2 describe-target-groups --names broadsheet-<stage>-<service>";
    private static final String EVENTS = "aws ecs describe-services --cluster broadsheet-<stage> --services <service>";

    private static final String ANSWERS = Metrics.HTTP_REQUESTS.prometheusName() + "_count";

    /** Health checks and Prometheus ask most where few people do. */
    private static final String OF_PEOPLE = "uri!~\"/prometheus|/health.*\"";

    /** A service of which nothing is known has no address either. */
    private static final String NOBODY_ANSWERS = Metrics.SERVICES.stream()
            .sorted()
            .map("absent(up{job=\"broadsheet\", service=\"%s\"})"::formatted)
            .collect(Collectors.joining(" or ", "max by (service) (up{job=\"broadsheet\"}) < 1 or ", ""));

    static final List<AlarmRule> ALL = List.of(
            page("api-errors")
                    .everywhere()
                    .above(
                            "IF(requests >= 20, 100 * errors / requests, 0)",
                            new Threshold.Fixed(1),
                            List.of(
                                    Map.entry("requests", new Reads(SeriesCatalogue.API_REQUESTS, "Sum")),
                                    Map.entry("errors", new Reads(SeriesCatalogue.API_ERRORS, "Sum"))))
                    .every(Duration.ofMinutes(5))
                    .prometheus("sum(rate(%1$s{status=~\"5..\", %2$s}[5m])) / sum(rate(%1$s{%2$s}[5m])) > 0.01"
                                    .formatted(ANSWERS, OF_PEOPLE)
                            + " and sum(increase(%s{%s}[5m])) >= 20".formatted(ANSWERS, OF_PEOPLE))
                    .means("More than 1 % of all requests fail")
                    .first("aws logs tail /broadsheet/<stage>/feed --since 15m", "requests-fail"),
            warn("api-slow")
                    .above(PlatformMetric.RESPONSE_TIME, "p99", 0.3)
                    .times(5, 10)
                    .means("The slowest hundredth of a service's answers takes more than 0.3 s")
                    .first(EVENTS, "answers-are-slow"),
            page("api-very-slow")
                    .above(PlatformMetric.RESPONSE_TIME, "p99", 1)
                    .times(5, 10)
                    .means("The slowest hundredth of a service's answers takes more than 1 s")
                    .first(EVENTS, "answers-are-slow"),
            warn("gateway-slow")
                    .above(PlatformMetric.GATEWAY_LATENCY, "p99", 1000)
                    .times(5, 10)
                    .means("The slowest hundredth of all answers takes more than 1 s")
                    .first("aws logs tail /broadsheet/<stage>/standalone --since 15m", "answers-are-slow"),
            page("no-healthy-target")
                    .everywhere()
                    .below(PlatformMetric.HEALTHY_TARGETS, "Minimum", 1)
                    .times(2)
                    .silenceIs(Missing.BREACHING)
                    .prometheus(NOBODY_ANSWERS)
                    .means("No task of a service answers its health check: what it serves is away")
                    .first(EVENTS, "tasks-are-not-healthy"),
            warn("unhealthy-target")
                    .above(PlatformMetric.UNHEALTHY_TARGETS, "Maximum", 0)
                    .times(5)
                    .means("A task of a service does not answer its health check")
                    .first(TARGETS, "tasks-are-not-healthy"));

    private RequestAlarms() {}
}
