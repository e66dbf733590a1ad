package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.broadsheet.digest.ScriptedMailServer.Failure;
import org.junit.jupiter.api.Test;

/** Two processes, a mail server that fails one mail in four somewhere, and a promise: at most one mail for each slot. */
class RandomFailuresIT {
    private static final Instant SLOT = Instant.parse("2026-11-21T06:30:00Z");
    private static final int READERS = 200;
    private static final long SEED = 20_261_121;
    private static final List<Failure> FAILURES = Arrays.stream(Failure.values())
            .filter(failure -> failure != Failure.SENDER_451_HELD && failure != Failure.STALL_AFTER_CONTENT)
            .toList();

    @Test
    void nobodyGetsTwoMailsAndEveryRunComesToAnEnd() throws Exception {
        var random = new Random(SEED);
        try (var server = ScriptedMailServer.start();
                var service = DigestService.start("2026-11-20T12:00:00Z", DigestPlan.smtp(server.port()))) {
            service.startProcess(DigestPlan.smtp(server.port()));
            server.fail(() -> next(random));
            for (int i = 0; i < READERS; i++) {
                service.schedule(service.user("reader" + i), "07:30", "Europe/Berlin");
            }
            await().atMost(OtherServices.SOON).until(() -> service.count("reader WHERE email IS NOT NULL") == READERS);

            service.clock().set(SLOT);
            for (int i = 0; i < READERS; i++) {
                service.compose(service.others().awaitDue(), "First", "Second");
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                service.clock().advance(Duration.ofMinutes(1));
                return service.count("digest_run WHERE step_at IS NOT NULL") == 0;
            });

            var recipients = server.taken().stream()
                    .map(mail -> mail.lines()
                            .filter(line -> line.startsWith("To: "))
                            .findFirst()
                            .orElseThrow())
                    .collect(Collectors.groupingBy(to -> to, Collectors.counting()));
            assertThat(recipients)
                    .as("seed %d", SEED)
                    .allSatisfy((to, mails) -> assertThat(mails).as(to).isEqualTo(1));
            int sent = service.count("digest_run WHERE state = 'sent'");
            int unknown = service.count("digest_run WHERE state = 'unknown'");
            int failed = service.count("digest_run WHERE state = 'failed'");
            assertThat(sent + unknown + failed).isEqualTo(READERS);
            assertThat(recipients).hasSizeBetween(sent, sent + unknown);
            for (int i = 0; i < sent; i++) {
                service.others().awaitSent();
            }
            assertThat(service.others().sent()).isEmpty();
        }
    }

    private static Failure next(Random random) {
        synchronized (random) {
            return random.nextInt(4) == 0 ? FAILURES.get(random.nextInt(FAILURES.size())) : Failure.NONE;
        }
    }
}
