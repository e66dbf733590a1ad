package org.broadsheet.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.broadsheet.metrics.SeriesCatalogue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmfLinesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EmfLines lines = new EmfLines("prod", "feed", SeriesCatalogue.all());

    @Test
    void aLineSaysItsMetricsAndDimensionsAsCloudWatchAsksForThem() {
        gauge("broadsheet.outbox.oldest.age", "service", "feed", 12);

        assertThat(lines.read(registry, NOW))
                .containsExactly(Map.of(
                        "_aws",
                        Map.of(
                                "Timestamp",
                                NOW.toEpochMilli(),
                                "CloudWatchMetrics",
                                List.of(Map.of(
                                        "Namespace",
                                        "Broadsheet",
                                        "Dimensions",
                                        List.of(List.of("Stage")),
                                        "Metrics",
                                        List.of(Map.of("Name", "OutboxAge", "Unit", "Seconds"))))),
                        "Stage",
                        "prod",
                        "OutboxAge",
                        12.0));
    }

    @Test
    void eachServiceHasALineOfItsOwnWhereItIsADimension() {
        gauge("broadsheet.dead.depth", "consumer", "feed.entry-screened", 2);
        gauge("broadsheet.dead.depth", "consumer", "feed.digest-due", 3);
        gauge("broadsheet.dead.depth", "consumer", "filter.entry-ingested", 1);

        assertThat(lines.read(registry, NOW))
                .extracting(line -> line.get("Service") + "=" + line.get("DeadLetters"))
                .containsExactlyInAnyOrder("feed=5.0", "filter=1.0");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        gauge("broadsheet.outbox.oldest.age", "service", "feed", Double.NaN);

        assertThat(lines.read(registry, NOW)).isEmpty();
    }

    @Test
    void growthIsSinceTheReadingBeforeAndNothingIsSaidAsZero() {
        var polls = registry.counter("broadsheet.ingest.polls", "outcome", "read");
        polls.increment(3);

        assertThat(said("Polls")).isEqualTo(3.0);
        assertThat(said("Polls")).isEqualTo(0.0);
        polls.increment();
        assertThat(said("Polls")).isEqualTo(1.0);
    }

    @Test
    void requestsOfPeopleAreCountedAndTheirErrorsApart() {
        answered("/api/v1/feed", "200");
        assertThat(said("ApiErrors")).isEqualTo(0.0);
        answered("/api/v1/feed", "503");
        answered("/api/v1/feed", "200");
        answered("/health/readiness", "503");
        answered("/prometheus", "200");

        var line = lines.read(registry, NOW).getFirst();
        assertThat(line).containsEntry("ApiErrors", 1.0).containsEntry("ApiRequests", 2.0);
    }

    @Test
    void aTimersLongestIsInSeconds() {
        registry.timer("broadsheet.feed.arrival").record(Duration.ofMillis(2500));

        assertThat(said("Arrival")).isEqualTo(2.5);
    }

    private void answered(String uri, String status) {
        registry.timer("http.server.requests", "uri", uri, "status", status).record(Duration.ofMillis(5));
    }

    private @Nullable Object said(String metric) {
        return lines.read(registry, NOW).getFirst().get(metric);
    }

    private void gauge(String name, String tag, String value, double number) {
        Gauge.builder(name, () -> number).tag(tag, value).register(registry);
    }
}
