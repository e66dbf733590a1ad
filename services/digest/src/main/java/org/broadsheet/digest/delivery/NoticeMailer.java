package org.broadsheet.digest.delivery;

import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.loop.Repeated;
import org.broadsheet.digest.mail.HandOver;
import org.broadsheet.digest.mail.MailTransport;
import org.broadsheet.digest.mail.MailWriter;
import org.broadsheet.digest.mail.PauseMail;
import org.broadsheet.digest.notice.Notices;
import org.broadsheet.digest.notice.PauseNotice;
import org.broadsheet.digest.unsubscribe.UnsubscribeLinks;

/** Hands notices of pauses to the mail server, each at most once. */
@Singleton
final class NoticeMailer implements Repeated, HandingOver.Desk<PauseNotice> {
    private final Notices notices;
    private final MailWriter writer;
    private final UnsubscribeLinks links;
    private final DigestConfig config;
    private final HandingOver<PauseNotice> mails;

    NoticeMailer(
            Notices notices, MailWriter writer, MailTransport transport, UnsubscribeLinks links, DigestConfig config) {
        this.notices = notices;
        this.writer = writer;
        this.links = links;
        this.config = config;
        this.mails = new HandingOver<>(this, transport, config);
    }

    @Override
    public String name() {
        return "notice-mailer";
    }

    @Override
    public Duration interval() {
        return config.mailInterval();
    }

    @Override
    public boolean run() {
        return mails.next();
    }

    @Override
    public String kind() {
        return "notice";
    }

    @Override
    public UUID idOf(PauseNotice notice) {
        return notice.id();
    }

    @Override
    public int attemptOf(PauseNotice notice) {
        return notice.attempt();
    }

    @Override
    public Optional<PauseNotice> claim(Duration lease) {
        return notices.claim(lease);
    }

    @Override
    public Optional<HandingOver.Letter> write(PauseNotice notice) throws MessagingException {
        var email = notice.email();
        if (email == null) {
            return Optional.empty();
        }
        var mail = new PauseMail(
                notice.id(), notice.lastSeen(), email, notice.readerName(), links.ofNotices(notice.userId()));
        return Optional.of(new HandingOver.Letter(mail.name(), writer.write(mail)));
    }

    @Override
    public void settle(PauseNotice notice, HandOver outcome) {
        notices.settle(notice, outcome);
    }
}
