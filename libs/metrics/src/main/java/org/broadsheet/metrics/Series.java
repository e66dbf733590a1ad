package org.broadsheet.metrics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A metric's way to CloudWatch: written once a minute as a line of the embedded metric format by each process that
 * publishes its source. Each value of its dimensions costs as a custom metric.
 *
 * @param name at CloudWatch, below {@link #NAMESPACE}
 * @param source the meters that it is made of
 * @param where tags that a meter must have, each with the values that count, whole; empty for all meters of that name
 * @param dimensions {@link #STAGE}, and {@link #SERVICE} where each service has a series of its own
 * @param services the values of {@link #SERVICE} that there are; empty without that dimension
 */
public record Series(
        String name,
        Unit unit,
        Metric source,
        Reading reading,
        Map<String, Pattern> where,
        List<String> dimensions,
        Set<String> services,
        String help)
        implements Signal {
    public static final String NAMESPACE = "Broadsheet";

    /** Test, dev or prod: stages may share an account. */
    public static final String STAGE = "Stage";

    public static final String SERVICE = "Service";

    public Series {
        requireNonNull(name, "name");
        requireNonNull(unit, "unit");
        requireNonNull(source, "source");
        requireNonNull(reading, "reading");
        where = Map.copyOf(where);
        dimensions = List.copyOf(dimensions);
        services = Set.copyOf(services);
        requireNonNull(help, "help");
        if (dimensions.contains(SERVICE) == services.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": services are said where, and only where, they are a dimension");
        }
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    /** How many custom metrics it is in one stage. */
    public int count() {
        return Math.max(1, services.size());
    }

    /** Whether a meter of the source's name counts. */
    public boolean takes(Map<String, String> tags) {
        return where.entrySet().stream().allMatch(wanted -> {
            var value = tags.get(wanted.getKey());
            return value != null && wanted.getValue().matcher(value).matches();
        });
    }

    /**
     * The value of {@link #SERVICE} for a meter: its tag {@code service}, or what its tag {@code consumer} begins with
     * ({@code filter} of {@code filter.entry-ingested}), so that a process that runs all services tells them apart; else
     * the process's own.
     */
    public static String serviceOf(Map<String, String> tags, String process) {
        var service = tags.get("service");
        if (service != null) {
            return service;
        }
        var consumer = tags.get("consumer");
        return consumer == null ? process : consumer.replaceFirst("\\..*", "");
    }
}
