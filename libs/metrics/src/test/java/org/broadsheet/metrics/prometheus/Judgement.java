package org.broadsheet.metrics.prometheus;

import java.time.Duration;
import java.util.regex.Pattern;
import org.broadsheet.metrics.AlarmRule;

/**
 * An alarm's periods in the words of Prometheus. So many in a row are a time for which the expression must hold, less what
 * the expression itself looks back; some of the last ones are counted by a subquery.
 *
 * @param expression that has a result while the condition holds
 * @param pending how long it must have had one
 */
record Judgement(String expression, Duration pending) {
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+)([smh])]");

    static Judgement of(AlarmRule rule) {
        var whole = rule.period().multipliedBy(rule.periods());
        var looksBack = looksBack(rule.promql());
        if (rule.breaching() == rule.periods()) {
            return new Judgement(rule.promql(), whole.minus(looksBack));
        }
        if (!looksBack.isZero()) {
            throw new IllegalArgumentException(rule.name() + " counts periods and has a range of its own");
        }
        var counted = "count_over_time((%s)[%s:%s]) >= %d"
                .formatted(rule.promql(), text(whole), text(rule.period()), rule.breaching());
        return new Judgement(counted, Duration.ZERO);
    }

    /** The longest range of an expression. */
    static Duration looksBack(String promql) {
        return RANGE.matcher(promql)
                .results()
                .map(range ->
                        Duration.parse("PT" + range.group(1) + range.group(2).toUpperCase(java.util.Locale.ROOT)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** As Prometheus writes it: {@code 90s}, {@code 15m}, {@code 1h}. */
    static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds > 0 && seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
