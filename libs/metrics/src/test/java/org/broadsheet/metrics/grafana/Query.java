package org.broadsheet.metrics.grafana;

import org.broadsheet.metrics.Metric;

/**
 * PromQL of one metric, by its kind. Counters and timers are read over the interval that Grafana finds fitting.
 *
 * @param where what the labels must be, without braces; empty for all
 */
record Query(String where) {
    static final Query ALL = new Query("");

    String highest(Metric gauge, String... by) {
        return aggregate("max", by, series(gauge.prometheusName()));
    }

    String lowest(Metric gauge, String... by) {
        return aggregate("min", by, series(gauge.prometheusName()));
    }

    String together(Metric gauge, String... by) {
        return aggregate("sum", by, series(gauge.prometheusName()));
    }

    String perMinute(Metric counter, String... by) {
        return "60 * " + growth(counter.prometheusName(), by);
    }

    String endedPerMinute(Metric timer, String... by) {
        return "60 * " + growth(timer.prometheusName() + "_count", by);
    }

    String mean(Metric timer, String... by) {
        return growth(timer.prometheusName() + "_sum", by) + " / " + growth(timer.prometheusName() + "_count", by);
    }

    /** Of the last minutes. */
    String longest(Metric timer, String... by) {
        return aggregate("max", by, series(timer.prometheusName() + "_max"));
    }

    /** @param timer one that publishes buckets */
    String percentile(int percent, Metric timer) {
        return "histogram_quantile(0.%02d, %s)"
                .formatted(percent, growth(timer.prometheusName() + "_bucket", new String[] {"le"}));
    }

    private String growth(String name, String[] by) {
        return aggregate("sum", by, "rate(" + series(name) + "[$__rate_interval])");
    }

    private String series(String name) {
        return where.isEmpty() ? name : name + "{" + where + "}";
    }

    private static String aggregate(String how, String[] by, String what) {
        return by.length == 0 ? how + "(" + what + ")" : how + " by (" + String.join(", ", by) + ") (" + what + ")";
    }
}
