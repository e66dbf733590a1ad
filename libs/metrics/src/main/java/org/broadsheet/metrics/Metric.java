package org.broadsheet.metrics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * What a service publishes by Micrometer.
 *
 * @param name of the meter, for example {@code broadsheet.dead.depth}
 * @param base what a gauge's name ends with at Prometheus; a timer is in seconds whatever is said here
 * @param tags their keys; a value is one of few, never a host, a user or an id
 * @param publishers the services, by their wire names
 */
public record Metric(String name, Kind kind, Unit base, List<String> tags, Set<String> publishers, String help) {
    public Metric {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(base, "base");
        tags = List.copyOf(tags);
        publishers = Set.copyOf(publishers);
        requireNonNull(help, "help");
    }

    /**
     * The name that Prometheus reads. A timer has three more, which end with {@code _count}, {@code _sum} and {@code
     * _max}, and with percentiles {@code _bucket}.
     */
    public String prometheusName() {
        String plain = name.replace('.', '_').replace('-', '_');
        return switch (kind) {
            case COUNTER -> plain + "_total";
            case TIMER -> plain + "_seconds";
            case GAUGE -> plain + base.suffix();
        };
    }
}
