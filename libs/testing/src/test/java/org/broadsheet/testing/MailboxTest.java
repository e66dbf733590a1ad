package org.broadsheet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailboxTest {
    @Test
    void mailsAreReadInAllTheirParts() throws Exception {
        try (Mailbox mailbox = Mailbox.start()) {
            send(mailbox.port());

            Mail mail = mailbox.await(1, Duration.ofSeconds(10)).getFirst();
            assertThat(mail.subject()).isEqualTo("Grüße");
            assertThat(mail.to()).isEqualTo("reader@example.org");
            assertThat(mail.text()).isEqualTo("plain ü");
            assertThat(mail.html()).isEqualTo("<p>ü</p>");
            assertThat(mail.source()).contains("MIME-Version");
        }
    }

    private static void send(int port) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(port));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("news@example.org"));
        message.setRecipient(RecipientType.TO, new InternetAddress("reader@example.org"));
        message.setSubject("Grüße", "UTF-8");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("plain ü", "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setText("<p>ü</p>", "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        Transport.send(message);
    }
}
