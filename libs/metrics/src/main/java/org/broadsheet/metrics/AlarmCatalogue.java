package org.broadsheet.metrics;

import java.util.List;
import java.util.stream.Stream;

/** Every alarm of a deployment: CloudWatch alarms and Prometheus rules are made of it, and the runbook has each. */
public final class AlarmCatalogue {
    private static final List<AlarmRule> ALL = Stream.of(
                    MessageAlarms.ALL, WorkAlarms.ALL, RequestAlarms.ALL, ServerAlarms.ALL, AccountAlarms.ALL)
            .flatMap(List::stream)
            .toList();

    private AlarmCatalogue() {}

    public static List<AlarmRule> all() {
        return ALL;
    }
}
