package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.PollDue;
import org.broadsheet.events.Service;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What digest says by the clock: of queues that others should work off, and of digests that are late. */
class WatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void whatWaitsForServicesThatDoNotRunIsSaidUntilTheBrokerIsAway() throws Exception {
        try (var service = start()) {
            service.user("ada"); // digest takes it; nobody else runs
            await().atMost(PATIENCE).until(() -> value(service, "broadsheet.sampler.heartbeat") > 0);
            service.others().say(new PollDue(UUID.randomUUID(), service.clock().instant()), Service.INGEST);

            await().atMost(PATIENCE).until(() -> backlog(service, "ingest") == 1);
            assertThat(backlog(service, "user")).isZero();
            assertThat(value(service, "broadsheet.queues.unattended")).isEqualTo(1);

            TestRabbit.rabbitmq().stop();
            try {
                await().atMost(PATIENCE).until(() -> Double.isNaN(backlog(service, "ingest")));
                assertThat(value(service, "broadsheet.queues.unattended")).isNaN();
            } finally {
                TestRabbit.rabbitmq().start();
            }
            await().atMost(PATIENCE).until(() -> backlog(service, "ingest") == 1);
        }
    }

    @Test
    void aDigestIsLateFromItsSlotUntilItsRunHasEnded() throws Exception {
        try (var service = start()) {
            var ada = service.user("ada");
            service.schedule(ada, "07:30", "Europe/Berlin");
            await().atMost(PATIENCE).until(() -> value(service, "broadsheet.digest.waiting") == 0);
            assertThat(value(service, "broadsheet.digest.lateness")).isZero();

            service.clock().set(Instant.parse("2026-11-21T06:40:00Z"));
            var due = service.others().awaitDue();
            await().atMost(PATIENCE).until(() -> value(service, "broadsheet.digest.lateness") == 600);
            assertThat(value(service, "broadsheet.digest.waiting")).isEqualTo(1);

            service.compose(due, "First");
            service.others().awaitSent();
            await().atMost(PATIENCE).until(() -> value(service, "broadsheet.digest.waiting") == 0);
            assertThat(value(service, "broadsheet.digest.lateness")).isZero();
        }
    }

    private DigestService start() throws Exception {
        return DigestService.start(
                "2026-11-20T12:00:00Z",
                Map.of(
                        "broadsheet.mail.directory",
                        folder.resolve("mail"),
                        "broadsheet.digest.watch-interval",
                        "100ms"));
    }

    private static double backlog(DigestService service, String of) {
        return service.bean(MeterRegistry.class)
                .get("broadsheet.backlog")
                .tag("service", of)
                .gauge()
                .value();
    }

    private static double value(DigestService service, String name) {
        return service.bean(MeterRegistry.class)
                .get(name)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }
}
