package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.broadsheet.digest.ScriptedMailServer.Failure;
import org.broadsheet.events.TimelinesPaused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail server that fails, and the promise of at most one mail. */
class PauseNoticeFailureIT {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final LocalDate LAST_SEEN = LocalDate.parse("2026-10-20");

    private final ScriptedMailServer server = ScriptedMailServer.start();

    @SuppressWarnings("NullAway.Init")
    private DigestService service;

    @BeforeEach
    void start() throws Exception {
        service = DigestService.start(NOW.toString(), DigestPlan.smtp(server.port()));
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        server.close();
    }

    private void until(String state, int attempts) {
        await().atMost(OtherServices.SOON)
                .until(() ->
                        service.count("pause_notice WHERE state = '%s' AND attempts = %d".formatted(state, attempts))
                                == 1);
    }

    @Test
    void whatIsRefusedIsHandedOverAgainUntilItIsTaken() throws Exception {
        server.fail(Failure.SENDER_451);
        service.others().say(new TimelinesPaused(service.user("ada"), LAST_SEEN, NOW));
        until("composed", 1);

        server.fail(Failure.NONE);
        service.clock().advance(Duration.ofMinutes(1));
        until("sent", 2);
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void whatMayHaveBeenTakenIsNeverMailedAgain() throws Exception {
        server.fail(Failure.CUT_AFTER_CONTENT);
        service.others().say(new TimelinesPaused(service.user("ada"), LAST_SEEN, NOW));
        until("unknown", 1);

        server.fail(Failure.NONE);
        service.clock().advance(Duration.ofDays(1));
        var other = service.user("other");
        service.others()
                .say(new TimelinesPaused(other, LAST_SEEN, service.clock().instant()));
        until("sent", 1);
        until("unknown", 1);
        assertThat(server.contents()).hasSize(2);
    }

    @Test
    void aNoticeWhoseProcessDiedIsLeftAlone() throws Exception {
        var ada = service.user("ada");
        await().atMost(OtherServices.SOON).until(() -> service.count("reader WHERE user_id = '" + ada + "'") == 1);
        try (var connection = service.database().connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO digest.pause_notice (id, user_id, last_seen, state, attempts, step_at)
                    VALUES (gen_random_uuid(), '%s', '2026-10-20', 'sending', 1, '%s')""".formatted(ada, NOW));
        }
        service.clock().advance(Duration.ofSeconds(1));
        until("unknown", 1);
        assertThat(server.contents()).isEmpty();
    }
}
