package org.broadsheet.chaos.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.broadsheet.testing.Mail;
import org.broadsheet.testing.Mailbox;

/** Notes when mails arrive. */
public final class MailLog implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Mailbox mailbox;
    private final InstantSource clock;
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("mail-log").factory());

    public MailLog(Mailbox mailbox, InstantSource clock) {
        this.mailbox = mailbox;
        this.clock = clock;
        looking.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * A mail.
     *
     * @param run the digest that it is, by its message id
     * @param at when it was here, up to a quarter of a second late
     */
    public record Arrived(String to, String run, Instant at) {
        public Arrived {
            requireNonNull(to, "to");
            requireNonNull(run, "run");
            requireNonNull(at, "at");
        }

        static Arrived of(Mail mail, Instant at) {
            var id = mail.header("Message-ID").orElse("");
            int end = id.indexOf('@');
            return new Arrived(mail.to(), end < 1 ? id : id.substring(1, end), at);
        }
    }

    /** All mails so far, in the order they came. */
    public List<Arrived> arrived() {
        look();
        return List.copyOf(arrived);
    }

    /** The mailbox lists by recipient and not by time, so what is new is what is there more often than before. */
    private synchronized void look() {
        var before = new HashMap<String, Integer>();
        arrived.forEach(mail -> before.merge(mail.to() + mail.run(), 1, Integer::sum));
        for (var mail : mailbox.received()) {
            var seen = Arrived.of(mail, clock.instant());
            if (before.merge(seen.to() + seen.run(), -1, Integer::sum) < 0) {
                arrived.add(seen);
            }
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
