package org.broadsheet.digest.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mails to an SMTP server (RFC 5321), a connection for each. It tells exactly what happened: until the server has
 * agreed to take the content nothing was sent, afterwards only an answer of the server says what became of it.
 */
final class SmtpTransport implements MailTransport {
    private static final Logger log = LoggerFactory.getLogger(SmtpTransport.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** For each answer; a hand-over waits for about ten, and a digest's lease is longer than all of them. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final int FIRST_ERROR = 400;

    private final MailTarget.Server server;
    private final Session session;

    SmtpTransport(MailTarget.Server server, URI publicUrl) {
        this.server = server;
        this.session = Session.getInstance(properties(server, publicUrl));
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public HandOver handOver(String name, MimeMessage mail) {
        var connection = new SmtpConnection(session);
        try {
            connect(connection);
            connection.sendMessage(mail, mail.getAllRecipients());
            return new HandOver.Taken();
        } catch (MessagingException e) {
            return outcome(e, connection.hasContentBegun());
        } finally {
            close(connection);
        }
    }

    private void connect(SmtpConnection connection) throws MessagingException {
        var login = server.login();
        connection.connect(
                server.host(),
                server.port(),
                login.map(MailTarget.Login::user).orElse(null),
                login.map(MailTarget.Login::password).orElse(null));
    }

    private static HandOver outcome(MessagingException failure, boolean contentBegun) {
        int code = replyCode(failure);
        if (code >= FIRST_ERROR) {
            return new HandOver.NotTaken("The mail server refused it with " + code + ".");
        }
        if (contentBegun) {
            return new HandOver.Unknown(
                    "The link to the mail server broke while it had the mail: it may have been sent or not.");
        }
        return new HandOver.NotTaken(
                failure instanceof AuthenticationFailedException
                        ? "The mail server did not take our password."
                        : "The mail server could not be spoken to.");
    }

    /** The code of the answer that is the reason; its text stays out, since servers like to quote addresses in it. */
    private static int replyCode(MessagingException failure) {
        int code = switch (failure) {
            case SMTPSendFailedException e -> e.getReturnCode();
            case SMTPSenderFailedException e -> e.getReturnCode();
            case SMTPAddressFailedException e -> e.getReturnCode();
            default -> -1;
        };
        boolean told = code >= FIRST_ERROR || !(failure instanceof SendFailedException);
        return !told && failure.getNextException() instanceof MessagingException next ? replyCode(next) : code;
    }

    /** The outcome is known by now; saying goodbye can't change it. */
    private static void close(SmtpConnection connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            log.atDebug()
                    .addKeyValue("failure", e.getClass().getSimpleName())
                    .log("the mail server did not say goodbye");
        }
    }

    private static Properties properties(MailTarget.Server server, URI publicUrl) {
        var properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", millis(CONNECT));
        properties.put("mail.smtp.timeout", millis(ANSWER));
        properties.put("mail.smtp.writetimeout", millis(ANSWER));
        properties.put("mail.smtp.localhost", greeting(publicUrl));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.tls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.starttls.enable", "true");
        // A password is not shown to whoever took the offer of STARTTLS out of the server's answer.
        boolean secret = server.login().isPresent() && !server.tls() && !isThisMachine(server.host());
        properties.put("mail.smtp.starttls.required", Boolean.toString(secret));
        properties.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
        return properties;
    }

    /** How we introduce ourselves, which must not be the name of a container. */
    private static String greeting(URI publicUrl) {
        var host = publicUrl.getHost();
        boolean name = host != null && host.chars().anyMatch(Character::isLetter) && host.indexOf(':') < 0;
        return name ? host : "localhost";
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1") || host.equals("[::1]");
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
