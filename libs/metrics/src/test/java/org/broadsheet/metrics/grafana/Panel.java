package org.broadsheet.metrics.grafana;

import java.util.List;

/**
 * @param help what is seen, in a sentence
 * @param unit as Grafana calls it
 */
record Panel(String title, String help, String unit, List<Line> lines) {
    static final String NUMBER = "short";
    static final String PER_MINUTE = "cpm";
    static final String SECONDS = "s";
    static final String BYTES = "bytes";
    static final String PART = "percentunit";

    Panel {
        lines = List.copyOf(lines);
    }

    static Panel of(String title, String help, String unit, Line... lines) {
        return new Panel(title, help, unit, List.of(lines));
    }
}
