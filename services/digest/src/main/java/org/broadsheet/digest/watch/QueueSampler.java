package org.broadsheet.digest.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.loop.Repeated;
import org.broadsheet.events.Service;
import org.broadsheet.messaging.QueueCensus;
import org.broadsheet.messaging.QueueCensus.Count;

/**
 * Says what waits for each service, since a service whose tasks are started by its backlog can't say so while it has none.
 * While the broker does not answer nothing is said (NaN), never 0, and the heartbeat stops.
 */
@Singleton
final class QueueSampler implements Repeated {
    private final QueueCensus census;
    private final DigestConfig config;
    private final Counter heartbeat;
    private volatile List<Count> counts = List.of();

    QueueSampler(QueueCensus census, DigestConfig config, MeterRegistry registry) {
        this.census = census;
        this.config = config;
        this.heartbeat = registry.counter("broadsheet.sampler.heartbeat");
        for (var service : Service.values()) {
            Gauge.builder("broadsheet.backlog", () -> waiting(service))
                    .tag("service", service.wireName())
                    .register(registry);
        }
        Gauge.builder("broadsheet.queues.unattended", this::unattended).register(registry);
    }

    @Override
    public String name() {
        return "queue-sampler";
    }

    @Override
    public Duration interval() {
        return config.watchInterval();
    }

    @Override
    public boolean run() {
        try {
            counts = census.take();
            heartbeat.increment();
            return false;
        } catch (IOException e) {
            counts = List.of();
            throw new UncheckedIOException(e);
        }
    }

    private double waiting(Service service) {
        var seen = counts;
        return seen.isEmpty()
                ? Double.NaN
                : seen.stream()
                        .filter(count -> count.service() == service)
                        .mapToLong(Count::waiting)
                        .sum();
    }

    private double unattended() {
        var seen = counts;
        return seen.isEmpty()
                ? Double.NaN
                : seen.stream().filter(Count::isUnattended).count();
    }
}
