package org.broadsheet.digest.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import org.broadsheet.digest.text.OneLine;
import org.broadsheet.http.HttpConfig;
import org.jspecify.annotations.Nullable;

/**
 * Makes mails (RFC 5322): a digest in HTML and text, a notice in text, with a way out that mail programs show (RFC 2369, RFC 8058). Nothing in
 * it is loaded from anywhere, and its links are the articles' own.
 */
@Singleton
public final class MailWriter {
    /** The plain form alone: the quoted ones are how header injection comes in, and nobody has them. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private static final int MAX_ADDRESS = 254;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final Session session = Session.getInstance(new Properties());
    private final Sender sender;
    private final Templates templates;
    private final URI publicUrl;
    private final InstantSource clock;

    MailWriter(Sender sender, Templates templates, HttpConfig http, InstantSource clock) {
        this.sender = sender;
        this.templates = templates;
        this.publicUrl = http.publicUrl();
        this.clock = clock;
    }

    /** @throws MessagingException if the reader's address is none that mail can be sent to */
    public MimeMessage write(DigestMail mail) throws MessagingException {
        var page = DigestPage.of(mail, publicUrl);
        var message = message(mail.runId(), recipient(mail.email(), mail.readerName()), page.subject());
        message.setHeader("List-Id", "Broadsheet digest <digest." + listDomain() + ">");
        offerWayOut(message, mail.unsubscribe());
        message.setContent(new MimeMultipart(
                "alternative", part(templates.digestText(page), "plain"), part(templates.digestHtml(page), "html")));
        message.saveChanges();
        return message;
    }

    /** In plain text. @throws MessagingException if the reader's address is none that mail can be sent to */
    public MimeMessage write(PauseMail mail) throws MessagingException {
        var message =
                message(mail.id(), recipient(mail.email(), mail.readerName()), "Broadsheet: your timelines are paused");
        message.setHeader("List-Id", "Broadsheet notices <notices." + listDomain() + ">");
        offerWayOut(message, mail.unsubscribe());
        var home = publicUrl.toString().replaceFirst("/+$", "") + "/";
        setText(
                message,
                templates.pausedText(
                        DAY.format(mail.lastSeen()), home, mail.unsubscribe().toString()),
                "plain");
        message.saveChanges();
        return message;
    }

    private MimeMessage message(UUID id, InternetAddress recipient, String subject) throws MessagingException {
        var message = new IdentifiedMessage(session, "<" + id + "@" + sender.domain() + ">");
        message.setFrom(sender.address());
        message.setRecipient(RecipientType.TO, recipient);
        message.setSubject(OneLine.header(subject), UTF_8.name());
        // Not setSentDate, which writes the time zone of the machine.
        message.setHeader("Date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static InternetAddress recipient(String email, @Nullable String name) throws AddressException {
        if (email.length() > MAX_ADDRESS || !ADDRESS.matcher(email).matches()) {
            throw new AddressException("not a plain address");
        }
        var address = new InternetAddress(email, true);
        var shown = OneLine.header(name);
        if (!shown.isEmpty()) {
            try {
                address.setPersonal(shown, UTF_8.name());
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException("every JDK has UTF-8", e);
            }
        }
        return address;
    }

    private void offerWayOut(MimeMessage message, URI unsubscribe) throws MessagingException {
        var link = "<" + unsubscribe + ">";
        message.setHeader(
                "List-Unsubscribe",
                sender.named() ? link + ", <mailto:" + sender.address().getAddress() + "?subject=unsubscribe>" : link);
        message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    /** A list's id is a domain name (RFC 2919); an address in digits is none. */
    private String listDomain() {
        var host = publicUrl.getHost();
        return host != null && host.matches("[A-Za-z0-9.-]*[A-Za-z][A-Za-z0-9.-]*") ? host : "localhost";
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        setText(part, text, subtype);
        return part;
    }

    /** Quoted-printable keeps every line short and ended by CRLF, whatever the text is. */
    private static void setText(MimePart part, String text, String subtype) throws MessagingException {
        part.setText(text, UTF_8.name(), subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    }

    /** The id is made from what the mail tells, so that the same digest or notice is the same mail. */
    private static final class IdentifiedMessage extends MimeMessage {
        private final String id;

        IdentifiedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
