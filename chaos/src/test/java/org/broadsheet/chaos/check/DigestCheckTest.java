package org.broadsheet.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.broadsheet.chaos.load.Profile;
import org.broadsheet.testing.SettableClock;
import org.junit.jupiter.api.Test;

class DigestCheckTest {
    private static final Instant SLOT = Instant.parse("2026-11-21T10:00:00Z");

    private final Findings findings = new Findings();
    private final SettableClock clock = SettableClock.at("2026-11-21T10:05:00Z");
    private final Profile reader = new Profile(0, clock);

    private static JsonNode run(String id, String localSlot, String state) {
        return new ObjectMapper()
                .createObjectNode()
                .put("id", id)
                .put("localSlot", localSlot)
                .put("slot", SLOT.toString())
                .put("state", state);
    }

    private MailLog.Arrived mail(String run, Instant at) {
        return new MailLog.Arrived(reader.email(), run, at);
    }

    private void check(List<JsonNode> runs, MailLog.Arrived... mails) {
        new DigestCheck(findings, clock).check(reader, runs, List.of(mails));
    }

    @Test
    void oneMailForEachSentDigestIsRight() {
        check(List.of(run("a", "2026-11-21T10:00", "sent"), run("b", "2026-11-21T10:01", "empty")), mail("a", SLOT));
        assertThat(findings.allHold()).isTrue();
    }

    @Test
    void aDigestOfUnknownFateMayHaveArrivedOrNot() {
        check(
                List.of(run("a", "2026-11-21T10:00", "unknown"), run("b", "2026-11-21T10:01", "unknown")),
                mail("a", SLOT));
        assertThat(findings.allHold()).isTrue();
    }

    @Test
    void aSentDigestWithoutAMailIsWrong() {
        check(List.of(run("a", "2026-11-21T10:00", "sent")));
        assertThat(findings.of(Invariant.I6)).singleElement().asString().contains("0 mails");
    }

    @Test
    void twoMailsOfOneDigestAreWrong() {
        check(List.of(run("a", "2026-11-21T10:00", "sent")), mail("a", SLOT), mail("a", SLOT));
        assertThat(findings.of(Invariant.I6)).singleElement().asString().contains("2 mails");
    }

    @Test
    void twoDigestsOfOneSlotAreWrong() {
        check(List.of(run("a", "2026-11-21T10:00", "empty"), run("b", "2026-11-21T10:00", "empty")));
        assertThat(findings.of(Invariant.I6)).singleElement().asString().contains("two digests");
    }

    @Test
    void aMailOfNoKnownDigestIsWrong() {
        check(List.of(), mail("a", SLOT));
        assertThat(findings.of(Invariant.I6)).singleElement().asString().contains("unknown digest");
    }

    @Test
    void aMailOfASlotAfterUnsubscribingIsWrong() {
        reader.unsubscribed(SLOT.minusSeconds(10));
        check(List.of(run("a", "2026-11-21T10:00", "sent")), mail("a", SLOT.plusSeconds(1)));
        assertThat(findings.of(Invariant.I6)).singleElement().asString().contains("unsubscribed");
    }

    @Test
    void aMailThatWasUnderWayWhenSomebodyUnsubscribedIsRight() {
        reader.unsubscribed(SLOT.plusSeconds(1));
        check(List.of(run("a", "2026-11-21T10:00", "sent")), mail("a", SLOT.plusSeconds(2)));
        assertThat(findings.allHold()).isTrue();
    }

    @Test
    void aSlotThatWasAcknowledgedAndHasNoDigestIsLost() {
        reader.expectSlot("2026-11-21T10:00", SLOT);
        check(List.of());
        assertThat(findings.of(Invariant.I1)).singleElement().asString().contains("2026-11-21T10:00");
    }
}
