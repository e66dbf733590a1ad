package org.broadsheet.metrics;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One alarm, wherever it is judged. Where its signals have a dimension for services, it is an alarm for each of them.
 *
 * @param name for example {@code dead-letters}; the alarm is called {@code broadsheet-<stage>-<name>}
 * @param star whether test and dev have it, too
 * @param condition when it is raised
 * @param period how often it is judged, and how much time one judgement takes together
 * @param periods how many judgements are looked back at
 * @param breaching in how many of these the condition must hold
 * @param missing what a period without data says
 * @param meaning what has happened, in one sentence
 * @param firstCommand what to do first
 * @param anchor of the heading in docs/operations.md that says what then
 * @param promql the same for Prometheus; empty where only the platform knows
 */
public record AlarmRule(
        String name,
        Severity severity,
        boolean star,
        Condition condition,
        Duration period,
        int periods,
        int breaching,
        Missing missing,
        String meaning,
        String firstCommand,
        String anchor,
        String promql) {
    /** Whether somebody is woken. */
    public enum Severity {
        PAGE,
        WARN
    }

    /** What a period without data says; as CloudWatch calls it, in lower case. */
    public enum Missing {
        BREACHING("breaching"),
        FINE("notBreaching"),
        KEEPS("ignore");

        private final String cloudWatch;

        Missing(String cloudWatch) {
            this.cloudWatch = cloudWatch;
        }

        public String cloudWatch() {
            return cloudWatch;
        }
    }

    public AlarmRule {
        requireNonNull(name, "name");
        requireNonNull(severity, "severity");
        requireNonNull(condition, "condition");
        requireNonNull(period, "period");
        requireNonNull(missing, "missing");
        requireNonNull(meaning, "meaning");
        requireNonNull(firstCommand, "firstCommand");
        requireNonNull(anchor, "anchor");
        requireNonNull(promql, "promql");
        if (breaching < 1 || breaching > periods) {
            throw new IllegalArgumentException(name + ": " + breaching + " of " + periods + " periods can't be");
        }
    }
}
