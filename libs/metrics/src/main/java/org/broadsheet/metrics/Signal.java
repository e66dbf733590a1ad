package org.broadsheet.metrics;

import java.util.List;

/** What CloudWatch knows by a namespace, a name and dimensions: alarms, scaling and dashboards read nothing else. */
public sealed interface Signal permits Series, PlatformMetric {
    String namespace();

    /** At CloudWatch, for example {@code DeadLetters}. */
    String name();

    /** The keys of its dimensions, in the order in which they are written. */
    List<String> dimensions();

    String help();
}
