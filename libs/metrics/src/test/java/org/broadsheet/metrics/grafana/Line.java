package org.broadsheet.metrics.grafana;

/** @param legend with labels in double braces; empty for the panel's title */
record Line(String expression, String legend) {}
