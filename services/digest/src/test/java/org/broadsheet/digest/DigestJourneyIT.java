package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.DigestArticle;
import org.broadsheet.events.DigestDue;
import org.broadsheet.settings.TunableValues;
import org.broadsheet.settings.Tunables;
import org.broadsheet.testing.Mailbox;
import org.broadsheet.tunables.LiveTunables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DigestJourneyIT {
    private static final Instant SLOT = Instant.parse("2026-11-21T06:30:00Z");

    private final Mailbox mailbox = Mailbox.start();

    @SuppressWarnings("NullAway.Init")
    private DigestService service;

    @BeforeEach
    void start() throws Exception {
        service = DigestService.start("2026-11-20T12:00:00Z", DigestPlan.smtp(mailbox.port()));
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        mailbox.close();
    }

    @Test
    void slotBecomesOneMailThatIsArchivedAndReported() throws Exception {
        var ada = service.user("ada");
        service.schedule(ada, "07:30", "Europe/Berlin");
        service.clock().set(SLOT);

        var due = service.others().awaitDue();
        assertThat(due).isEqualTo(new DigestDue(due.runId(), ada, SLOT.minus(Duration.ofHours(24)), SLOT, 10));
        var composed = service.compose(due, "First", "Second");

        var mail = mailbox.await(1, OtherServices.SOON).getFirst();
        assertThat(mail.subject()).isEqualTo("Broadsheet: 2 articles, Saturday 21 November");
        assertThat(mail.to()).isEqualTo("ada@example.org");
        assertThat(mail.text()).contains("First", "Second");
        var sent = service.others().awaitSent();
        assertThat(sent.articleIds())
                .containsExactlyElementsOf(composed.articles().stream()
                        .map(DigestArticle::articleId)
                        .toList());

        var listed = service.call(ada, "GET", "/api/v1/digests", null);
        assertThat(listed.items())
                .singleElement()
                .satisfies(digest -> assertThat(digest)
                        .containsEntry("id", due.runId().toString())
                        .containsEntry("slot", "2026-11-21T06:30:00Z")
                        .containsEntry("localSlot", "2026-11-21T07:30")
                        .containsEntry("state", "sent")
                        .containsEntry("articleCount", 2)
                        .containsEntry("sentAt", "2026-11-21T06:30:00Z"));
        assertThat(service.call(ada, "GET", "/api/v1/digests/" + due.runId(), null)
                        .text("articles"))
                .contains("First", "Second");
        assertThat(service.call(UUID.randomUUID(), "GET", "/api/v1/digests/" + due.runId(), null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nextDigestBeginsWhereTheLastEnded() throws Exception {
        var ada = service.user("ada");
        service.schedule(ada, "07:30", "Europe/Berlin");
        service.clock().set(SLOT);
        service.compose(service.others().awaitDue(), "First");
        service.others().awaitSent();

        service.clock().set(SLOT.plus(Duration.ofDays(1)));

        assertThat(service.others().awaitDue())
                .returns(SLOT, DigestDue::since)
                .returns(SLOT.plus(Duration.ofDays(1)), DigestDue::until);
    }

    @Test
    void digestWithoutArticlesIsNotMailed() throws Exception {
        var ada = service.user("ada");
        service.schedule(ada, "07:30", "Europe/Berlin");
        service.clock().set(SLOT);
        var due = service.others().awaitDue();

        service.compose(due);

        await().atMost(OtherServices.SOON)
                .untilAsserted(
                        () -> assertThat(service.stateOf(ada, due.runId())).isEqualTo("empty"));
        assertThat(mailbox.received()).isEmpty();
        assertThat(service.others().sent()).isEmpty();
    }

    @Test
    void slotsMissedByMoreThanSixHoursAreRecordedAndNotMailed() throws Exception {
        var ada = service.user("ada");
        service.schedule(ada, "07:30", "Europe/Berlin");

        service.clock().set(SLOT.plus(Duration.ofDays(2)).plus(Duration.ofHours(5)));

        assertThat(service.others().awaitDue().userId()).isEqualTo(ada);
        var digests = service.call(ada, "GET", "/api/v1/digests", null);
        assertThat(digests.items())
                .extracting(digest -> digest.get("localSlot") + " " + digest.get("state"))
                .containsExactly("2026-11-23T07:30 due", "2026-11-22T07:30 skipped", "2026-11-21T07:30 skipped");
        assertThat(service.others().due()).isEmpty();
    }

    @Test
    void howLateASlotMayComeFollowsItsTunable() throws Exception {
        var ada = service.user("ada");
        service.schedule(ada, "07:30", "Europe/Berlin");
        service.bean(LiveTunables.class).set(TunableValues.none().with(Tunables.MISSED_AFTER, Duration.ofHours(1)));

        service.clock().set(SLOT.plus(Duration.ofHours(2)));
        await().atMost(OtherServices.SOON)
                .untilAsserted(() -> assertThat(states(ada)).containsExactly("skipped"));

        service.bean(LiveTunables.class).set(TunableValues.none());
        service.clock().set(SLOT.plus(Duration.ofDays(1)).plus(Duration.ofHours(2)));
        await().atMost(OtherServices.SOON)
                .untilAsserted(() -> assertThat(states(ada)).containsExactly("due", "skipped"));
    }

    private List<Object> states(UUID user) throws Exception {
        return service.call(user, "GET", "/api/v1/digests", null).items().stream()
                .map(digest -> digest.get("state"))
                .toList();
    }

    @Test
    void clockThatIsSetBackMakesNoSecondDigest() throws Exception {
        var ada = service.user("ada");
        service.schedule(ada, "07:30", "Europe/Berlin");
        service.clock().set(SLOT.plusSeconds(60));
        service.compose(service.others().awaitDue(), "First");
        service.others().awaitSent();

        service.clock().set(SLOT.minusSeconds(60));
        service.clock().set(SLOT.plusSeconds(120));
        service.clock().set(SLOT.plus(Duration.ofDays(1)));

        assertThat(service.others().awaitDue().until()).isEqualTo(SLOT.plus(Duration.ofDays(1)));
        assertThat(service.call(ada, "GET", "/api/v1/digests", null).items()).hasSize(2);
    }

    @Test
    void everyLocalDayHasOneDigestWhenTheClocksChange() throws Exception {
        service.clock().set(Instant.parse("2027-03-26T12:00:00Z"));
        var ada = service.user("ada");
        service.schedule(ada, "02:30", "Europe/Berlin");

        for (int day = 0; day < 4; day++) {
            var midnight = Instant.parse("2027-03-27T00:00:00Z").plus(Duration.ofDays(day));
            for (int minutes = -60; minutes <= 180; minutes += 15) {
                service.clock().set(midnight.plus(Duration.ofMinutes(minutes)));
            }
            service.others().awaitDue();
        }

        var digests = service.call(ada, "GET", "/api/v1/digests", null);
        assertThat(digests.items())
                .extracting(digest -> digest.get("localSlot") + " at " + digest.get("slot"))
                .containsExactly(
                        "2027-03-30T02:30 at 2027-03-30T00:30:00Z",
                        "2027-03-29T02:30 at 2027-03-29T00:30:00Z",
                        "2027-03-28T02:30 at 2027-03-28T01:00:00Z",
                        "2027-03-27T02:30 at 2027-03-27T01:30:00Z");
        assertThat(service.others().due()).isEmpty();
    }

    @Test
    void severalProcessesMakeOneMailOfEachSlot() throws Exception {
        service.startProcess(DigestPlan.smtp(mailbox.port()));
        var users = new HashSet<UUID>();
        for (int i = 0; i < 30; i++) {
            var user = service.user("reader" + i);
            service.schedule(user, "07:30", "Europe/Berlin");
            users.add(user);
        }
        service.clock().set(SLOT);

        var heard = new HashSet<UUID>();
        for (int i = 0; i < users.size(); i++) {
            var due = service.others().awaitDue();
            heard.add(due.userId());
            service.compose(due, "First");
        }
        assertThat(heard).isEqualTo(users);

        var reported = new HashSet<UUID>();
        for (int i = 0; i < users.size(); i++) {
            reported.add(service.others().awaitSent().userId());
        }
        assertThat(reported).isEqualTo(users);
        assertThat(mailbox.received()).hasSize(users.size());
        assertThat(service.others().due()).isEmpty();
        assertThat(service.others().sent()).isEmpty();
    }

    @Test
    void mailComesAlthoughTheAddressIsLearnedLast() throws Exception {
        var ada = UUID.randomUUID();
        service.schedule(ada, "07:30", "Europe/Berlin");
        service.clock().set(SLOT);
        var due = service.others().awaitDue();
        service.compose(due, "First");
        await().atMost(OtherServices.SOON)
                .untilAsserted(() -> assertThat(service.call(ada, "GET", "/api/v1/digests/" + due.runId(), null)
                                .text("reason"))
                        .contains("address"));

        service.others().say(new org.broadsheet.events.AccountOpened(ada, "late@example.org", "Ada", SLOT));
        await().atMost(OtherServices.SOON).until(() -> {
            service.clock().advance(Duration.ofMinutes(1));
            return !mailbox.received().isEmpty();
        });

        assertThat(mailbox.received().getFirst().to()).isEqualTo("Ada <late@example.org>");
    }

    @Test
    void archiveIsPagedByNumberAndByCursor() throws Exception {
        var ada = service.user("ada");
        service.schedule(ada, "07:30", "Europe/Berlin");
        service.clock().set(SLOT.plus(Duration.ofDays(4)));
        service.others().awaitDue();

        var first = service.call(ada, "GET", "/api/v1/digests?size=2", null);
        assertThat(first.data()).containsEntry("totalItems", 5).containsEntry("totalPages", 3);
        var second = service.call(ada, "GET", "/api/v1/digests?size=2&cursor=" + first.text("next"), null);
        var samePage = service.call(ada, "GET", "/api/v1/digests?size=2&page=2", null);
        assertThat(second.items()).hasSize(2).isEqualTo(samePage.items());
        var last = service.call(ada, "GET", "/api/v1/digests?size=2&cursor=" + second.text("next"), null);
        assertThat(last.items()).hasSize(1);
        assertThat(last.data().get("next")).isNull();
        assertThat(service.call(ada, "GET", "/api/v1/digests?cursor=nonsense", null)
                        .status())
                .isEqualTo(400);
        assertThat(service.call(ada, "GET", "/api/v1/digests?page=-1", null).status())
                .isEqualTo(400);
        assertThat(Map.copyOf(first.data())).containsKey("items");
    }
}
