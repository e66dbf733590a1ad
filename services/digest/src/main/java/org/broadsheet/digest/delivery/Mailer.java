package org.broadsheet.digest.delivery;

import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.loop.Repeated;
import org.broadsheet.digest.mail.DigestMail;
import org.broadsheet.digest.mail.HandOver;
import org.broadsheet.digest.mail.MailTransport;
import org.broadsheet.digest.mail.MailWriter;
import org.broadsheet.digest.run.RunMetrics;
import org.broadsheet.digest.unsubscribe.UnsubscribeLinks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands composed digests to the mail server, each at most once. */
@Singleton
final class Mailer implements Repeated {
    private static final Logger log = LoggerFactory.getLogger(Mailer.class);
    /** Long enough to write a file; taking it over too early does no harm there. */
    private static final Duration REPEATABLE_LEASE = Duration.ofSeconds(15);

    private final Deliveries deliveries;
    private final MailWriter writer;
    private final MailTransport transport;
    private final UnsubscribeLinks links;
    private final RunMetrics metrics;
    private final DigestConfig config;
    /** Outcomes that the database has not taken yet; nothing more is handed over before it has. */
    private final Queue<Settlement> unsettled = new ConcurrentLinkedQueue<>();

    Mailer(
            Deliveries deliveries,
            MailWriter writer,
            MailTransport transport,
            UnsubscribeLinks links,
            RunMetrics metrics,
            DigestConfig config) {
        this.deliveries = deliveries;
        this.writer = writer;
        this.transport = transport;
        this.links = links;
        this.metrics = metrics;
        this.config = config;
    }

    private record Settlement(Delivery delivery, HandOver outcome) {}

    @Override
    public String name() {
        return "digest-mailer";
    }

    @Override
    public Duration interval() {
        return config.mailInterval();
    }

    @Override
    public int threads() {
        return config.mailers();
    }

    @Override
    public boolean run() {
        settle();
        var claimed = deliveries.claim(transport.isRepeatable() ? REPEATABLE_LEASE : config.lease());
        claimed.ifPresent(delivery -> {
            unsettled.add(new Settlement(delivery, handOver(delivery)));
            settle();
        });
        return claimed.isPresent();
    }

    private HandOver handOver(Delivery delivery) {
        var email = delivery.email();
        if (email == null) {
            return new HandOver.NotTaken("The address of this account is not known yet.");
        }
        var mail = new DigestMail(
                delivery.runId(),
                delivery.slot(),
                delivery.scheduleName(),
                email,
                delivery.readerName(),
                links.linkFor(delivery.userId(), delivery.scheduleId()),
                delivery.articles());
        MimeMessage message;
        try {
            message = writer.write(mail);
        } catch (MessagingException | RuntimeException e) {
            // Without its message, in which the address may stand.
            log.atWarn()
                    .addKeyValue("run", delivery.runId())
                    .addKeyValue("failure", e.getClass().getName())
                    .log("the mail could not be made");
            return new HandOver.NotTaken(
                    "The mail could not be made (" + e.getClass().getSimpleName() + ").");
        }
        try {
            return transport.handOver(mail.name(), message);
        } catch (RuntimeException e) {
            log.atError().addKeyValue("run", delivery.runId()).setCause(e).log("the hand-over failed half-way");
            return new HandOver.Unknown("The hand-over failed half-way: the mail may have been sent or not.");
        }
    }

    private void settle() {
        for (var next = unsettled.poll(); next != null; next = unsettled.poll()) {
            try {
                deliveries.settle(next.delivery(), next.outcome()).ifPresent(metrics::handedOver);
            } catch (RuntimeException e) {
                unsettled.add(next);
                throw e;
            }
            report(next);
        }
    }

    private static void report(Settlement settled) {
        var runId = settled.delivery().runId();
        switch (settled.outcome()) {
            case HandOver.Taken _ -> log.atInfo().addKeyValue("run", runId).log("digest sent");
            case HandOver.NotTaken refused ->
                log.atWarn()
                        .addKeyValue("run", runId)
                        .addKeyValue("attempt", settled.delivery().attempt())
                        .addKeyValue("reason", refused.reason())
                        .log("digest not taken");
            case HandOver.Unknown unknown ->
                log.atWarn()
                        .addKeyValue("run", runId)
                        .addKeyValue("reason", unknown.reason())
                        .log("digest may have been sent or not");
        }
    }
}
