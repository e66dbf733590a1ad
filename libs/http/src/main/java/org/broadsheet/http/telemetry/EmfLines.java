package org.broadsheet.http.telemetry;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.broadsheet.metrics.Reading;
import org.broadsheet.metrics.Series;

/**
 * Reads meters into what CloudWatch takes from a log (Amazon CloudWatch embedded metric format specification): an object for
 * each set of dimensions. Growth is since the reading before, so it belongs to one thread.
 */
final class EmfLines {
    private final String stage;
    private final String process;
    private final List<Series> catalogue;
    private final Map<List<String>, Double> before = new HashMap<>();

    EmfLines(String stage, String process, List<Series> catalogue) {
        this.stage = stage;
        this.process = process;
        this.catalogue = List.copyOf(catalogue);
    }

    private record Value(Series series, double value) {}

    List<Map<String, Object>> read(MeterRegistry registry, Instant now) {
        var byService = new LinkedHashMap<String, List<Value>>();
        for (var series : catalogue) {
            values(series, registry.find(series.source().name()).meters())
                    .forEach((service, value) -> byService
                            .computeIfAbsent(service, key -> new ArrayList<>())
                            .add(new Value(series, value)));
        }
        return byService.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    /** By service; under the empty name for a series of the whole stage. */
    private Map<String, Double> values(Series series, Collection<Meter> meters) {
        var values = new LinkedHashMap<String, Double>();
        meters.stream()
                .collect(Collectors.groupingBy(meter -> serviceOf(series, meter)))
                .forEach((service, group) -> {
                    boolean counts = service.isEmpty() || series.services().contains(service);
                    if (counts) {
                        value(series, service, group).ifPresent(value -> values.put(service, value));
                    }
                });
        return values;
    }

    private String serviceOf(Series series, Meter meter) {
        return series.dimensions().contains(Series.SERVICE) ? Series.serviceOf(tags(meter), process) : "";
    }

    private OptionalDouble value(Series series, String service, List<Meter> meters) {
        var read = meters.stream()
                .filter(meter -> series.takes(tags(meter)))
                .mapToDouble(meter -> number(series.reading(), meter))
                .filter(Double::isFinite);
        return switch (series.reading()) {
            case MAX -> read.max();
            case MIN -> read.min();
            case SUM -> sum(read);
            case GROWTH -> {
                double total = read.sum();
                var known = before.put(List.of(series.name(), service), total);
                yield OptionalDouble.of(Math.max(0, total - (known == null ? 0 : known)));
            }
        };
    }

    private static OptionalDouble sum(DoubleStream read) {
        var known = read.toArray();
        return known.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(DoubleStream.of(known).sum());
    }

    private static double number(Reading reading, Meter meter) {
        return switch (meter) {
            case Gauge gauge -> gauge.value();
            case Counter counter -> counter.count();
            case Timer timer -> reading == Reading.GROWTH ? timer.count() : timer.max(TimeUnit.SECONDS);
            default -> Double.NaN;
        };
    }

    private static Map<String, String> tags(Meter meter) {
        return meter.getId().getTags().stream().collect(toMap(Tag::getKey, Tag::getValue));
    }

    private Map<String, Object> line(String service, List<Value> values, Instant now) {
        var dimensions = service.isEmpty() ? List.of(Series.STAGE) : List.of(Series.STAGE, Series.SERVICE);
        var metrics = values.stream()
                .map(value -> Map.of(
                        "Name", value.series().name(),
                        "Unit", value.series().unit().cloudWatch()))
                .toList();
        var line = new LinkedHashMap<String, Object>();
        line.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        now.toEpochMilli(),
                        "CloudWatchMetrics",
                        List.of(Map.of(
                                "Namespace",
                                Series.NAMESPACE,
                                "Dimensions",
                                List.of(dimensions),
                                "Metrics",
                                metrics))));
        line.put(Series.STAGE, stage);
        if (!service.isEmpty()) {
            line.put(Series.SERVICE, service);
        }
        values.forEach(value -> line.put(value.series().name(), value.value()));
        return line;
    }
}
