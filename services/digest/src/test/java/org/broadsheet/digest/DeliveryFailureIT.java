package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.broadsheet.digest.ScriptedMailServer.Failure;
import org.broadsheet.digest.schedule.Schedules;
import org.broadsheet.events.DigestDue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryFailureIT {
    private static final Instant SLOT = Instant.parse("2026-11-21T06:30:00Z");

    private final ScriptedMailServer server = ScriptedMailServer.start();

    @SuppressWarnings("NullAway.Init")
    private DigestService service;

    @SuppressWarnings("NullAway.Init")
    private UUID ada;

    @SuppressWarnings("NullAway.Init")
    private UUID schedule;

    @BeforeEach
    void start() throws Exception {
        service = DigestService.start("2026-11-20T12:00:00Z", DigestPlan.smtp(server.port()));
        ada = service.user("ada");
        schedule = service.schedule(ada, "07:30", "Europe/Berlin");
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        server.close();
    }

    @Test
    void mailWhoseFateIsUnknownIsNeverSentAgainAndItsArticlesMayCome() throws Exception {
        server.fail(Failure.CUT_AFTER_CONTENT);
        service.clock().set(SLOT);
        var lost = service.others().awaitDue();
        service.compose(lost, "First");
        awaitState(lost, "unknown");

        server.fail(Failure.NONE);
        service.clock().set(SLOT.plus(Duration.ofDays(1)));
        var next = service.others().awaitDue();
        assertThat(next.since()).as("covers the lost digest, too").isEqualTo(lost.since());
        service.compose(next, "Second");

        assertThat(service.others().awaitSent().runId()).isEqualTo(next.runId());
        assertThat(service.others().sent()).isEmpty();
        assertThat(server.contents()).hasSize(2);
        assertThat(service.stateOf(ada, lost.runId())).isEqualTo("unknown");
    }

    @Test
    void refusedMailIsHandedOverAgainUntilItIsTaken() throws Exception {
        server.fail(Failure.SENDER_451);
        service.clock().set(SLOT);
        var due = service.others().awaitDue();
        service.compose(due, "First");
        awaitReason(due, "451");

        server.fail(Failure.NONE);
        service.clock().advance(Duration.ofMinutes(1));

        assertThat(service.others().awaitSent().runId()).isEqualTo(due.runId());
        assertThat(server.contents()).hasSize(1);
        assertThat(service.call(ada, "GET", "/api/v1/digests/" + due.runId(), null)
                        .text("reason"))
                .isEqualTo("null");
    }

    @Test
    void mailThatIsRefusedTooOftenFailsWithTheReason() throws Exception {
        server.fail(Failure.RECIPIENT_550);
        service.clock().set(SLOT);
        var due = service.others().awaitDue();
        service.compose(due, "First");

        for (int attempt = 1; attempt < 6; attempt++) {
            int made = attempt;
            await().atMost(OtherServices.SOON)
                    .until(() -> service.count("digest_run WHERE state = 'composed' AND attempts = " + made) == 1);
            service.clock().advance(Duration.ofHours(2));
        }

        awaitState(due, "failed");
        awaitReason(due, "550");
        assertThat(server.contents()).isEmpty();
        assertThat(service.others().sent()).isEmpty();
    }

    @Test
    void runThatNobodyComposesFails() throws Exception {
        service.clock().set(SLOT);
        var due = service.others().awaitDue();

        service.clock().advance(Duration.ofHours(24));

        awaitState(due, "failed");
        service.compose(due, "Too late");
        assertThat(service.others().awaitDue().userId()).isEqualTo(ada);
        assertThat(service.stateOf(ada, due.runId())).isEqualTo("failed");
    }

    @Test
    void whoUnsubscribesWhileAMailIsBeingRefusedGetsNoneLater() throws Exception {
        server.fail(Failure.SENDER_451_HELD);
        service.clock().set(SLOT);
        var due = service.others().awaitDue();
        service.compose(due, "First");
        assertThat(server.held().poll(20, TimeUnit.SECONDS)).isNotNull();

        service.bean(Schedules.class).unsubscribe(ada, schedule);
        server.fail(Failure.NONE);
        server.release();
        awaitReason(due, "451");
        service.clock().advance(Duration.ofMinutes(1));

        awaitState(due, "suppressed");
        assertThat(server.contents()).isEmpty();
    }

    @Test
    void everyEndIsCounted() throws Exception {
        service.clock().set(SLOT);
        service.compose(service.others().awaitDue(), "First");
        service.others().awaitSent();

        await().atMost(OtherServices.SOON)
                .untilAsserted(
                        () -> assertThat(service.metrics()).contains("broadsheet_digest_runs_total{end=\"sent\"} 1.0"));
    }

    private void awaitState(DigestDue run, String state) {
        await().atMost(OtherServices.SOON)
                .untilAsserted(
                        () -> assertThat(service.stateOf(ada, run.runId())).isEqualTo(state));
    }

    private void awaitReason(DigestDue run, String words) {
        await().atMost(OtherServices.SOON)
                .untilAsserted(() -> assertThat(service.call(ada, "GET", "/api/v1/digests/" + run.runId(), null)
                                .text("reason"))
                        .contains(words));
    }
}
