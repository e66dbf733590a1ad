package org.broadsheet.chaos.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.chaos.load.Profile;
import org.broadsheet.chaos.load.Reading;

/** Holds the mails that arrived against everybody's archive of digests (I6), and the archive against their wishes (I1). */
public final class DigestCheck {
    private static final int PAGE = 50;
    /** What was being handed over when somebody unsubscribed may arrive; no link is slow for longer. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(35);

    /** The services answer when this is looked at, so a turn is taken within seconds. */
    private static final Duration IS_TAKEN = Duration.ofSeconds(15);

    private final Findings findings;
    private final InstantSource clock;

    public DigestCheck(Findings findings, InstantSource clock) {
        this.findings = findings;
        this.clock = clock;
    }

    /** @return whether everything could be read */
    public boolean check(Collection<Profile> people, Collection<MailLog.Arrived> mails) {
        boolean all = true;
        for (var person : people) {
            var runs = person.api().flatMap(api -> Reading.items(api, "digests", PAGE));
            all &= runs.isPresent();
            runs.ifPresent(of -> check(
                    person,
                    of,
                    mails.stream()
                            .filter(mail -> mail.to().contains(person.email()))
                            .toList()));
        }
        return all;
    }

    void check(Profile who, Collection<JsonNode> runs, Collection<MailLog.Arrived> mails) {
        var mailsByRun = mails.stream().collect(Collectors.groupingBy(MailLog.Arrived::run, Collectors.counting()));
        var slots = new HashMap<String, String>();
        var ids = new HashSet<String>();
        for (var run : runs) {
            findings.looked(Invariant.I6, 1);
            var slot = run.path("localSlot").asText();
            var id = run.path("id").asText();
            ids.add(id);
            if (slots.put(slot, id) != null) {
                findings.violated(Invariant.I6, who + " has two digests of the slot " + slot);
            }
            count(who, run, slot, mailsByRun.getOrDefault(id, 0L));
        }
        mailsByRun.keySet().stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> findings.violated(Invariant.I6, who + " got a mail of the unknown digest " + id));
        missed(who, slots.keySet());
        who.unsubscribed().ifPresent(at -> late(who, at, runs, mails));
    }

    private void count(Profile who, JsonNode run, String slot, long mails) {
        var state = run.path("state").asText();
        long least = state.equals("sent") ? 1 : 0;
        long most = state.equals("sent") || state.equals("unknown") || state.equals("sending") ? 1 : 0;
        if (mails > most || mails < least) {
            findings.violated(
                    Invariant.I6,
                    "%s got %d mails of the digest of %s, which is %s".formatted(who, mails, slot, state));
        }
    }

    private void missed(Profile who, Set<String> known) {
        var taken = clock.instant().minus(IS_TAKEN);
        who.slots().forEach((slot, at) -> {
            if (at.isAfter(taken)) {
                return;
            }
            findings.looked(Invariant.I1, 1);
            if (!known.contains(slot)) {
                findings.violated(
                        Invariant.I1, who + " has no digest of the slot " + slot + ", which was acknowledged");
            }
        });
    }

    private void late(Profile who, Instant unsubscribed, Collection<JsonNode> runs, Collection<MailLog.Arrived> mails) {
        Map<String, Instant> slotOf = runs.stream()
                .collect(Collectors.toMap(
                        run -> run.path("id").asText(),
                        run -> Instant.parse(run.path("slot").asText()),
                        (a, b) -> a));
        for (var mail : mails) {
            var slot = slotOf.getOrDefault(mail.run(), Instant.MIN);
            if (slot.isAfter(unsubscribed) || mail.at().isAfter(unsubscribed.plus(UNDER_WAY))) {
                findings.violated(
                        Invariant.I6,
                        "%s unsubscribed at %s and got the digest of %s at %s"
                                .formatted(who, unsubscribed, slot, mail.at()));
            }
        }
    }
}
