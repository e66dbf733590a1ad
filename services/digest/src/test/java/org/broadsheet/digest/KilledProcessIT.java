package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.broadsheet.digest.ScriptedMailServer.Failure;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;

class KilledProcessIT {
    private static final Instant SLOT = Instant.parse("2026-11-21T06:30:00Z");

    /** The mail server has all of the mail and has not answered yet: the worst moment there is. */
    @Test
    void mailOfAProcessThatDiesWhileSendingIsNotSentAgain() throws Exception {
        try (var server = ScriptedMailServer.start();
                var service = DigestService.start("2026-11-20T12:00:00Z", DigestPlan.smtp(server.port()))) {
            server.fail(Failure.STALL_AFTER_CONTENT);
            var ada = service.user("ada");
            service.schedule(ada, "07:30", "Europe/Berlin");
            await().atMost(OtherServices.SOON).until(() -> service.count("reader WHERE email IS NOT NULL") == 1);
            service.stopProcesses();

            var process = DigestProcess.start(
                    service.database(),
                    TestRabbit.rabbitmq().amqpUrl(),
                    service.prefix(),
                    SLOT.toString(),
                    server.port());
            try {
                service.compose(service.others().awaitDue(), "First");
                assertThat(server.arrivals().poll(20, TimeUnit.SECONDS)).contains("First");
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(service.count("digest_run WHERE state = 'sending'")).isEqualTo(1);

            server.fail(Failure.NONE);
            service.clock().set(SLOT.plus(Duration.ofMinutes(11)));
            service.startProcess(DigestPlan.smtp(server.port()));
            await().atMost(OtherServices.SOON).until(() -> service.count("digest_run WHERE state = 'unknown'") == 1);

            service.clock().set(SLOT.plus(Duration.ofDays(1)));
            service.compose(service.others().awaitDue(), "Second");
            service.others().awaitSent();
            assertThat(server.contents()).hasSize(2).last().asString().contains("Second");
        }
    }
}
