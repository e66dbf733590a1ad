package org.broadsheet.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.broadsheet.links.WebUrl;
import org.broadsheet.settings.TunableValues;
import org.broadsheet.settings.Tunables;
import org.broadsheet.tunables.LiveTunables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FetcherFactoryTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    @Test
    @Timeout(30)
    void thePauseOfHostsFollowsItsTunable() {
        var live = new LiveTunables();
        var gate = new FetcherFactory(
                        "", "", IngestConfigs.of(Duration.ofMinutes(5), Duration.ofMinutes(1)), InstantSource.system())
                .gate(live, new SimpleMeterRegistry());
        poll(gate);
        live.set(TunableValues.none().with(Tunables.HOST_PAUSE, SHORT));
        long start = System.nanoTime();
        poll(gate);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT.dividedBy(2), Duration.ofSeconds(20));
    }

    private static void poll(HostGate gate) {
        gate.takeForPoll((WebUrl) WebUrl.parse("https://a.example/feed"))
                .orElseThrow()
                .close();
    }
}
