package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.digest.unsubscribe.UnsubscribeLinks;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.testing.Mailbox;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnsubscribeIT {
    private static final Instant SLOT = Instant.parse("2026-11-21T06:30:00Z");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private final Mailbox mailbox = Mailbox.start();

    @SuppressWarnings("NullAway.Init")
    private DigestService service;

    @SuppressWarnings("NullAway.Init")
    private UUID ada;

    @SuppressWarnings("NullAway.Init")
    private UUID schedule;

    @BeforeEach
    void start() throws Exception {
        service = DigestService.start("2026-11-20T12:00:00Z", DigestPlan.smtp(mailbox.port()));
        ada = service.user("ada");
        schedule = service.schedule(ada, "07:30", "Europe/Berlin");
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        mailbox.close();
    }

    @Test
    void linkOfTheMailEndsTheDigestAtOnce() throws Exception {
        service.clock().set(SLOT);
        service.compose(service.others().awaitDue(), "First");
        var mail = mailbox.await(1, OtherServices.SOON).getFirst();
        var link = mail.header("List-Unsubscribe").orElseThrow().replaceAll("[<>]", "");
        assertThat(link).startsWith(DigestPlan.PUBLIC_URL.toString());
        var path = URI.create(link).getPath();

        assertThat(post(path, FORM, BodyPublishers.ofString(ONE_CLICK)).statusCode())
                .isEqualTo(200);

        assertThat(nextRunAt()).isEqualTo("null");
        service.clock().set(SLOT.plus(Duration.ofDays(1)));
        assertThat(post(path, FORM, BodyPublishers.noBody()).statusCode())
                .as("again, without a body")
                .isEqualTo(200);
        assertThat(post(path, "multipart/form-data; boundary=b", BodyPublishers.ofString("--b--"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.call(ada, "GET", "/api/v1/digests", null).items()).hasSize(1);
        assertThat(mailbox.received()).hasSize(1);
    }

    @Test
    void composedDigestIsNotMailedAfterwards() throws Exception {
        service.clock().set(SLOT);
        var due = service.others().awaitDue();

        post(path(), FORM, BodyPublishers.ofString(ONE_CLICK));
        service.compose(due, "First");

        assertThat(service.stateOf(ada, due.runId())).isEqualTo("suppressed");
        service.compose(due, "Again");
        assertThat(service.stateOf(ada, due.runId())).isEqualTo("suppressed");
        assertThat(mailbox.received()).isEmpty();
    }

    @Test
    void lookingChangesNothing() throws Exception {
        var page =
                service.send(HttpRequest.newBuilder(service.uri(path())).GET().build());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        var form = Jsoup.parse(page.body()).expectForm("form[method=post]");
        assertThat(form.selectXpath(".//button").text()).isEqualTo("Unsubscribe");
        assertThat(service.send(HttpRequest.newBuilder(service.uri(path()))
                                .HEAD()
                                .build())
                        .statusCode())
                .isEqualTo(200);

        assertThat(nextRunAt()).isEqualTo("2026-11-21T06:30:00Z");
    }

    @Test
    void browserIsAnsweredByAPage() throws Exception {
        var answer = service.send(HttpRequest.newBuilder(service.uri(path()))
                .header("Content-Type", FORM)
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .header("Origin", "http://" + service.uri("/").getAuthority())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(ONE_CLICK))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(answer.body()).text()).contains("not mailed any more");
        assertThat(nextRunAt()).isEqualTo("null");
    }

    @Test
    void forgedTokensAreNothing() throws Exception {
        var genuine = path();
        for (var token : new String[] {
            genuine.substring(0, genuine.length() - 1) + "_",
            "/api/v1/unsubscribe/" + "A".repeat(86),
            "/api/v1/unsubscribe/x",
        }) {
            assertThat(post(token, FORM, BodyPublishers.ofString(ONE_CLICK)).statusCode())
                    .isEqualTo(404);
            assertThat(service.send(HttpRequest.newBuilder(service.uri(token))
                                    .GET()
                                    .build())
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(nextRunAt()).isEqualTo("2026-11-21T06:30:00Z");
    }

    @Test
    void whoSavesTheScheduleAgainHasItsMailAgain() throws Exception {
        post(path(), FORM, BodyPublishers.ofString(ONE_CLICK));
        assertThat(service.call(ada, "GET", "/api/v1/digest-schedules", null)
                        .items()
                        .getFirst()
                        .get("unsubscribedAt"))
                .isEqualTo("2026-11-20T12:00:00Z");

        service.call(
                ada, "PUT", "/api/v1/digest-schedules/" + schedule, "{\"at\": \"07:30\", \"zone\": \"Europe/Berlin\"}");

        assertThat(nextRunAt()).isEqualTo("2026-11-21T06:30:00Z");
    }

    @Test
    void nothingIsLeftToEndAfterTheAccountIsDeleted() throws Exception {
        var link = path();
        service.others().say(new AccountDeleted(ada, service.clock().instant()));
        await().atMost(OtherServices.SOON).until(() -> count("digest_schedule") == 0);

        assertThat(post(link, FORM, BodyPublishers.ofString(ONE_CLICK)).statusCode())
                .isEqualTo(200);
        assertThat(count("suppression")).isZero();
    }

    private String path() {
        return service.bean(UnsubscribeLinks.class).linkFor(ada, schedule).getPath();
    }

    private String nextRunAt() throws Exception {
        return String.valueOf(service.call(ada, "GET", "/api/v1/digest-schedules", null)
                .items()
                .getFirst()
                .get("nextRunAt"));
    }

    private HttpResponse<String> post(String path, String contentType, BodyPublisher body) throws Exception {
        return service.send(HttpRequest.newBuilder(service.uri(path))
                .header("Content-Type", contentType)
                .POST(body)
                .build());
    }

    private int count(String table) throws Exception {
        return service.count(table);
    }
}
