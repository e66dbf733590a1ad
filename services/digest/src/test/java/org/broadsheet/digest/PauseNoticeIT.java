package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.broadsheet.digest.unsubscribe.UnsubscribeLinks;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.AccountOpened;
import org.broadsheet.events.TimelinesPaused;
import org.broadsheet.testing.Mailbox;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One mail for each pause. */
class PauseNoticeIT {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final LocalDate LAST_SEEN = LocalDate.parse("2026-10-20");

    private final Mailbox mailbox = Mailbox.start();

    @SuppressWarnings("NullAway.Init")
    private DigestService service;

    @SuppressWarnings("NullAway.Init")
    private UUID ada;

    @BeforeEach
    void start() throws Exception {
        service = DigestService.start(NOW.toString(), DigestPlan.smtp(mailbox.port()));
        ada = service.user("ada");
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        mailbox.close();
    }

    private TimelinesPaused pause(UUID user) {
        return new TimelinesPaused(user, LAST_SEEN, NOW);
    }

    private void until(String state, int notices) {
        await().atMost(OtherServices.SOON)
                .until(() -> service.count("pause_notice WHERE state = '" + state + "'") == notices);
    }

    private HttpResponse<String> post(URI link) throws Exception {
        return service.send(HttpRequest.newBuilder(service.uri(link.getPath()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build());
    }

    @Test
    void theMailSaysWhyAndHowToGoOnAndHowToEndIt() throws Exception {
        service.others().say(pause(ada));
        var mail = mailbox.await(1, OtherServices.SOON).getFirst();

        assertThat(mail.to()).isEqualTo("ada@example.org");
        assertThat(mail.subject()).isEqualTo("Broadsheet: your timelines are paused");
        assertThat(mail.text())
                .contains("since 20 October 2026", "To go on, open your paper", DigestPlan.PUBLIC_URL + "/");
        var link = mail.header("List-Unsubscribe").orElseThrow().replaceAll("[<>]", "");
        assertThat(mail.text()).contains("Unsubscribe from these mails: " + link);
        assertThat(mail.header("List-Unsubscribe-Post")).contains("List-Unsubscribe=One-Click");
        assertThat(mail.header("List-Id")).contains("Broadsheet notices <notices.news.example.org>");
        assertThat(mail.header("Auto-Submitted")).contains("auto-generated");
        until("sent", 1);
        assertThat(service.metrics()).contains("broadsheet_digest_notices_total{end=\"sent\"} 1.0");
    }

    @Test
    void aPauseIsOneMailHoweverOftenItIsToldAndALaterOneAnother() throws Exception {
        service.startProcess(DigestPlan.smtp(mailbox.port()));
        service.others().say(pause(ada));
        until("sent", 1);
        // As if the inbox had forgotten it.
        try (var connection = service.database().connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM digest.inbox");
        }
        service.others().say(pause(ada));
        service.others().say(new TimelinesPaused(ada, LAST_SEEN, NOW.plusSeconds(5)));
        var later = new TimelinesPaused(ada, LAST_SEEN.plusDays(31), NOW.plus(Duration.ofDays(31)));
        service.clock().set(later.pausedAt());
        service.others().say(later);
        until("sent", 2);
        await().atMost(OtherServices.SOON)
                .until(() -> service.count("inbox WHERE consumer = 'digest.timelines-paused'") == 2);
        assertThat(service.count("pause_notice")).isEqualTo(2);
        assertThat(mailbox.received())
                .hasSize(2)
                .last()
                .satisfies(mail -> assertThat(mail.text()).contains("since 20 November 2026"));
        assertThat(service.others().sent()).as("a notice is no digest").isEmpty();
    }

    @Test
    void whoUnsubscribesFromThemGetsNoneAnyMoreAndKeepsTheDigest() throws Exception {
        var schedule = service.schedule(ada, "07:30", "Europe/Berlin");
        var link = service.bean(UnsubscribeLinks.class).ofNotices(ada);
        var page = service.send(
                HttpRequest.newBuilder(service.uri(link.getPath())).GET().build());
        assertThat(Jsoup.parse(page.body()).text()).contains("Stop mailing that your timelines are paused?");
        assertThat(service.count("notice_refusal"))
                .as("looking changes nothing")
                .isZero();

        assertThat(post(link).body()).contains("Pauses are not mailed any more.");
        assertThat(post(link).statusCode()).isEqualTo(200);
        service.others().say(pause(ada));
        until("suppressed", 1);
        assertThat(service.count("digest_schedule WHERE next_run_at IS NOT NULL AND id = '" + schedule + "'"))
                .isEqualTo(1);
        assertThat(mailbox.received()).isEmpty();
    }

    @Test
    void whoUnsubscribedFromTheDigestGetsNoneEither() throws Exception {
        var schedule = service.schedule(ada, "07:30", "Europe/Berlin");
        assertThat(post(service.bean(UnsubscribeLinks.class).linkFor(ada, schedule))
                        .statusCode())
                .isEqualTo(200);
        service.others().say(pause(ada));
        until("suppressed", 1);
        var bob = service.user("bob");
        service.others().say(pause(bob));
        until("sent", 1);
        assertThat(mailbox.received())
                .singleElement()
                .satisfies(mail -> assertThat(mail.to()).isEqualTo("bob@example.org"));
    }

    @Test
    void whatIsLearnedDaysLaterIsNotMailed() throws Exception {
        service.clock().set(NOW.plus(Duration.ofDays(4)));
        service.others().say(pause(ada));
        until("skipped", 1);
        assertThat(mailbox.received()).isEmpty();
    }

    @Test
    void theMailComesAlthoughTheAddressIsLearnedLast() throws Exception {
        var late = UUID.randomUUID();
        service.others().say(pause(late));
        await().atMost(OtherServices.SOON)
                .until(() -> service.count("pause_notice WHERE state = 'composed' AND reason LIKE '%address%'") == 1);
        service.others().say(new AccountOpened(late, "late@example.org", "Late", NOW));
        await().atMost(OtherServices.SOON).until(() -> {
            service.clock().advance(Duration.ofMinutes(1));
            return !mailbox.received().isEmpty();
        });
        assertThat(mailbox.received().getFirst().to()).isEqualTo("Late <late@example.org>");
    }

    @Test
    void nothingIsKeptOfADeletedAccountAndNothingIsMailedToIt() throws Exception {
        service.others().say(pause(ada));
        until("sent", 1);
        var link = service.bean(UnsubscribeLinks.class).ofNotices(ada);
        post(link);
        service.others().say(new AccountDeleted(ada, NOW));
        await().atMost(OtherServices.SOON).until(() -> service.count("pause_notice") == 0);
        assertThat(service.count("notice_refusal")).isZero();

        service.others().say(new TimelinesPaused(ada, LAST_SEEN.plusDays(1), NOW));
        assertThat(post(link).statusCode()).isEqualTo(200);
        var bob = service.user("bob");
        service.others().say(pause(bob));
        until("sent", 1);
        assertThat(service.count("pause_notice")).isEqualTo(1);
        assertThat(service.count("notice_refusal")).isZero();
    }
}
