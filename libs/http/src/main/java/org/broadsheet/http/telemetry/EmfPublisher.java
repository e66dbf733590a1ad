package org.broadsheet.http.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import org.broadsheet.metrics.SeriesCatalogue;

/** Writes a minute's metrics to standard output, where the platform's log driver takes them. */
@Singleton
@Requires(property = "broadsheet.emf.stage")
final class EmfPublisher {
    private final EmfLines lines;
    private final MeterRegistry registry;
    private final JsonMapper json;
    private final InstantSource clock;

    EmfPublisher(
            @Value("${broadsheet.emf.stage}") String stage,
            @Value("${broadsheet.emf.process}") String process,
            MeterRegistry registry,
            JsonMapper json,
            InstantSource clock) {
        this.lines = new EmfLines(stage, process, SeriesCatalogue.all());
        this.registry = registry;
        this.json = json;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedRate = "1m")
    void publish() throws IOException {
        for (var line : lines.read(registry, clock.instant())) {
            System.out.println(json.writeValueAsString(line));
        }
    }
}
