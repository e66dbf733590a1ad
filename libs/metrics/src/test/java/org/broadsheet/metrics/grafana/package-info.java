/** The dashboards of Grafana, made of the metrics. */
@NullMarked
package org.broadsheet.metrics.grafana;

import org.jspecify.annotations.NullMarked;
