package org.broadsheet.digest.delivery;

import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.loop.Repeated;
import org.broadsheet.digest.mail.DigestMail;
import org.broadsheet.digest.mail.HandOver;
import org.broadsheet.digest.mail.MailTransport;
import org.broadsheet.digest.mail.MailWriter;
import org.broadsheet.digest.run.RunMetrics;
import org.broadsheet.digest.unsubscribe.UnsubscribeLinks;

/** Hands composed digests to the mail server, each at most once. */
@Singleton
final class Mailer implements Repeated, HandingOver.Desk<Delivery> {
    private final Deliveries deliveries;
    private final MailWriter writer;
    private final UnsubscribeLinks links;
    private final RunMetrics metrics;
    private final DigestConfig config;
    private final HandingOver<Delivery> mails;

    Mailer(
            Deliveries deliveries,
            MailWriter writer,
            MailTransport transport,
            UnsubscribeLinks links,
            RunMetrics metrics,
            DigestConfig config) {
        this.deliveries = deliveries;
        this.writer = writer;
        this.links = links;
        this.metrics = metrics;
        this.config = config;
        this.mails = new HandingOver<>(this, transport, config);
    }

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
        return mails.next();
    }

    @Override
    public String kind() {
        return "digest";
    }

    @Override
    public UUID idOf(Delivery delivery) {
        return delivery.runId();
    }

    @Override
    public int attemptOf(Delivery delivery) {
        return delivery.attempt();
    }

    @Override
    public Optional<Delivery> claim(Duration lease) {
        return deliveries.claim(lease);
    }

    @Override
    public Optional<HandingOver.Letter> write(Delivery delivery) throws MessagingException {
        var email = delivery.email();
        if (email == null) {
            return Optional.empty();
        }
        var mail = new DigestMail(
                delivery.runId(),
                delivery.slot(),
                delivery.scheduleName(),
                email,
                delivery.readerName(),
                links.linkFor(delivery.userId(), delivery.scheduleId()),
                delivery.articles());
        return Optional.of(new HandingOver.Letter(mail.name(), writer.write(mail)));
    }

    @Override
    public void settle(Delivery delivery, HandOver outcome) {
        deliveries.settle(delivery, outcome).ifPresent(metrics::handedOver);
    }
}
