package org.broadsheet.chaos.load;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.testing.Mail;
import org.broadsheet.testing.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * Has a digest come each minute or two, by moving its schedule to the next minute whenever one has come. Some people, once
 * they have had one, ask for the next and then unsubscribe before it comes.
 */
final class DigestHabit {
    private static final Duration AHEAD = Duration.ofSeconds(12);
    private static final Duration COMES = Duration.ofSeconds(75);
    private static final int SIZE = 50;

    private final Person person;
    private final Mailbox mailbox;
    private final InstantSource clock;
    private final ZoneId zone;
    private final boolean leaves;
    private @Nullable UUID schedule;
    private @Nullable Instant slot;
    private boolean left;

    DigestHabit(Person person, Mailbox mailbox, InstantSource clock, boolean leaves) {
        this.person = person;
        this.mailbox = mailbox;
        this.clock = clock;
        this.leaves = leaves;
        this.zone = ZoneId.of(person.profile().number() % 2 == 0 ? "UTC" : "Asia/Kathmandu");
    }

    /** Does what is to be done at the moment, if anything. */
    void step() {
        if (left) {
            return;
        }
        var waiting = slot;
        if (waiting == null) {
            ask();
        } else if (clock.instant().isAfter(waiting)
                && (hasCome(waiting) || clock.instant().isAfter(waiting.plus(COMES)))) {
            var mail = leaves ? lastMail() : Optional.<Mail>empty();
            ask();
            mail.ifPresent(this::leave);
        }
    }

    private void ask() {
        var next = clock.instant().plus(AHEAD).truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        var local = LocalDateTime.ofInstant(next, zone);
        var wish = Map.<String, Object>of(
                "at", local.toLocalTime().toString(), "zone", zone.getId(), "size", SIZE, "name", "Every minute");
        var known = schedule;
        var reply = known == null
                ? person.until(() -> person.api().post("digest-schedules", wish, person.newKey()))
                : person.until(() -> person.api().put("digest-schedules/" + known, wish));
        if (reply instanceof Reply.Answered answered && answered.data().hasNonNull("id")) {
            schedule = UUID.fromString(answered.data().path("id").asText());
            if (answered.isGood() && clock.instant().isBefore(next)) {
                slot = next;
                if (!leaves) {
                    person.profile().expectSlot(local.toString(), next);
                }
            }
        }
    }

    private boolean hasCome(Instant waiting) {
        var wanted = LocalDateTime.ofInstant(waiting, zone).toString();
        if (person.api().get("digests?size=5") instanceof Reply.Answered answered && answered.isGood()) {
            for (var run : answered.data().path("items")) {
                var state = run.path("state").asText();
                boolean ended = !state.equals("due") && !state.equals("composed") && !state.equals("sending");
                if (ended && run.path("localSlot").asText().equals(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<Mail> lastMail() {
        var mine = mailbox.received().stream()
                .filter(mail -> mail.to().contains(person.profile().email()))
                .toList();
        return mine.isEmpty() ? Optional.empty() : Optional.of(mine.getLast());
    }

    /** By the link of a mail, as a mail program does it. */
    private void leave(Mail mail) {
        var link = mail.header("List-Unsubscribe").orElse("");
        int begin = link.indexOf("unsubscribe/");
        if (begin < 0) {
            return;
        }
        var path = link.substring(begin, link.indexOf('>', begin));
        if (person.until(() -> person.api().post(path, Map.of())) instanceof Reply.Answered answered
                && answered.isGood()) {
            person.profile().unsubscribed(clock.instant());
            left = true;
        }
    }
}
