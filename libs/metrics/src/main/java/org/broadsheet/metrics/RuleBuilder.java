package org.broadsheet.metrics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.metrics.AlarmRule.Missing;
import org.broadsheet.metrics.AlarmRule.Severity;
import org.broadsheet.metrics.Condition.Comparison;
import org.broadsheet.metrics.Condition.Reads;
import org.jspecify.annotations.Nullable;

/** Writes a rule down in the order in which one thinks of it. */
final class RuleBuilder {
    private final String name;
    private final Severity severity;
    private boolean star;
    private @Nullable Condition condition;
    private Duration period = Duration.ofMinutes(1);
    private int periods = 1;
    private int breaching = 1;
    private Missing missing = Missing.FINE;
    private String meaning = "";
    private String promql = "";

    private RuleBuilder(String name, Severity severity) {
        this.name = name;
        this.severity = severity;
    }

    static RuleBuilder page(String name) {
        return new RuleBuilder(name, Severity.PAGE);
    }

    static RuleBuilder warn(String name) {
        return new RuleBuilder(name, Severity.WARN);
    }

    /** Test and dev have it, too. */
    RuleBuilder everywhere() {
        star = true;
        return this;
    }

    RuleBuilder when(Condition condition) {
        this.condition = condition;
        return this;
    }

    RuleBuilder above(Signal signal, String statistic, double value) {
        return above(signal, statistic, new Threshold.Fixed(value));
    }

    RuleBuilder above(Signal signal, String statistic, Threshold threshold) {
        return when(new Condition.Single(new Reads(signal, statistic), Comparison.ABOVE, threshold));
    }

    RuleBuilder below(Signal signal, String statistic, double value) {
        return below(signal, statistic, new Threshold.Fixed(value));
    }

    RuleBuilder below(Signal signal, String statistic, Threshold threshold) {
        return when(new Condition.Single(new Reads(signal, statistic), Comparison.BELOW, threshold));
    }

    /** @param inputs a name and its reading, in turn */
    RuleBuilder above(String expression, Threshold threshold, List<Map.Entry<String, Reads>> inputs) {
        var named = new LinkedHashMap<String, Reads>();
        inputs.forEach(input -> named.put(input.getKey(), input.getValue()));
        return when(new Condition.Computed(expression, named, Comparison.ABOVE, threshold));
    }

    RuleBuilder every(Duration period) {
        this.period = period;
        return this;
    }

    /** How many periods must breach, one after the other. */
    RuleBuilder times(int periods) {
        return times(periods, periods);
    }

    RuleBuilder times(int breaching, int periods) {
        this.breaching = breaching;
        this.periods = periods;
        return this;
    }

    RuleBuilder silenceIs(Missing missing) {
        this.missing = missing;
        return this;
    }

    RuleBuilder prometheus(String promql) {
        this.promql = promql;
        return this;
    }

    RuleBuilder means(String meaning) {
        this.meaning = meaning;
        return this;
    }

    /** @param anchor of its heading in docs/operations.md */
    AlarmRule first(String command, String anchor) {
        if (condition == null) {
            throw new IllegalStateException(name + " has no condition");
        }
        return new AlarmRule(
                name, severity, star, condition, period, periods, breaching, missing, meaning, command, anchor, promql);
    }
}
