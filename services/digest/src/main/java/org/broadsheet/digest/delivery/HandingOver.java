package org.broadsheet.digest.delivery;

import static java.util.Objects.requireNonNull;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.mail.HandOver;
import org.broadsheet.digest.mail.MailTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mails of one kind to the mail server, each at most once: claimed and committed before, settled after. Thread-safe.
 *
 * @param <M> a mail that is claimed
 */
final class HandingOver<M> {
    private static final Logger log = LoggerFactory.getLogger(HandingOver.class);
    /** Long enough to write a file; taking it over too early does no harm there. */
    private static final Duration REPEATABLE_LEASE = Duration.ofSeconds(15);

    private static final HandOver NO_ADDRESS = new HandOver.NotTaken("The address of this account is not known yet.");

    private final Desk<M> desk;
    private final MailTransport transport;
    private final DigestConfig config;
    /** Outcomes that the database has not taken yet; nothing more is handed over before it has. */
    private final Queue<Settlement<M>> unsettled = new ConcurrentLinkedQueue<>();

    HandingOver(Desk<M> desk, MailTransport transport, DigestConfig config) {
        this.desk = desk;
        this.transport = transport;
        this.config = config;
    }

    /** Where mails of one kind come from, and what becomes of them. */
    interface Desk<M> {
        /** As logs have it. */
        String kind();

        UUID idOf(M mail);

        int attemptOf(M mail);

        Optional<M> claim(Duration lease);

        /** Empty while the reader's address is not known. */
        Optional<Letter> write(M mail) throws MessagingException;

        void settle(M mail, HandOver outcome);
    }

    /** @param name the same for the same mail, and for no other */
    record Letter(String name, MimeMessage message) {
        Letter {
            requireNonNull(name, "name");
            requireNonNull(message, "message");
        }
    }

    private record Settlement<M>(M mail, HandOver outcome) {}

    /** @return whether there may be more at once */
    boolean next() {
        settle();
        var claimed = desk.claim(transport.isRepeatable() ? REPEATABLE_LEASE : config.lease());
        claimed.ifPresent(mail -> {
            unsettled.add(new Settlement<>(mail, handOver(mail)));
            settle();
        });
        return claimed.isPresent();
    }

    private HandOver handOver(M mail) {
        Optional<Letter> letter;
        try {
            letter = desk.write(mail);
        } catch (MessagingException | RuntimeException e) {
            // Without its message, in which the address may stand.
            log.atWarn()
                    .addKeyValue("mail", desk.kind())
                    .addKeyValue("run", desk.idOf(mail))
                    .addKeyValue("failure", e.getClass().getName())
                    .log("the mail could not be made");
            return new HandOver.NotTaken(
                    "The mail could not be made (" + e.getClass().getSimpleName() + ").");
        }
        try {
            return letter.map(written -> transport.handOver(written.name(), written.message()))
                    .orElse(NO_ADDRESS);
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("mail", desk.kind())
                    .addKeyValue("run", desk.idOf(mail))
                    .setCause(e)
                    .log("the hand-over failed half-way");
            return new HandOver.Unknown("The hand-over failed half-way: the mail may have been sent or not.");
        }
    }

    private void settle() {
        for (var next = unsettled.poll(); next != null; next = unsettled.poll()) {
            try {
                desk.settle(next.mail(), next.outcome());
            } catch (RuntimeException e) {
                unsettled.add(next);
                throw e;
            }
            report(next);
        }
    }

    private void report(Settlement<M> settled) {
        var id = desk.idOf(settled.mail());
        switch (settled.outcome()) {
            case HandOver.Taken _ -> log.atInfo().addKeyValue("run", id).log("{} sent", desk.kind());
            case HandOver.NotTaken refused ->
                log.atWarn()
                        .addKeyValue("run", id)
                        .addKeyValue("attempt", desk.attemptOf(settled.mail()))
                        .addKeyValue("reason", refused.reason())
                        .log("{} not taken", desk.kind());
            case HandOver.Unknown unknown ->
                log.atWarn()
                        .addKeyValue("run", id)
                        .addKeyValue("reason", unknown.reason())
                        .log("{} may have been sent or not", desk.kind());
        }
    }
}
