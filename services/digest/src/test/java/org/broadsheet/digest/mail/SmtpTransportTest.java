package org.broadsheet.digest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.Optional;
import java.util.Properties;
import org.broadsheet.digest.ScriptedMailServer;
import org.broadsheet.digest.ScriptedMailServer.Failure;
import org.broadsheet.testing.Mailbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmtpTransportTest {
    private final ScriptedMailServer server = ScriptedMailServer.start();

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @Test
    void mailArrivesOnceAndWhole() throws Exception {
        try (var mailbox = Mailbox.start()) {
            var outcome = transport(mailbox.port()).handOver("name", mail("first\n.\n..dots\n.\nlast"));

            assertThat(outcome).isEqualTo(new HandOver.Taken());
            assertThat(mailbox.received()).hasSize(1);
            assertThat(mailbox.received().getFirst().text().replace("\r\n", "\n"))
                    .isEqualTo("first\n.\n..dots\n.\nlast");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"GREETING_421", "SENDER_451", "RECIPIENT_550", "DATA_554", "CONTENT_452"})
    void refusalIsCertainAndQuotesNobody(Failure failure) throws Exception {
        server.fail(failure);

        assertThat(transport(server.port()).handOver("name", mail("text")))
                .isInstanceOfSatisfying(
                        HandOver.NotTaken.class,
                        refused -> assertThat(refused.reason()).doesNotContain("reader"));
    }

    @Test
    void codeOfTheRefusalIsSaid() throws Exception {
        server.fail(Failure.RECIPIENT_550);

        assertThat(transport(server.port()).handOver("name", mail("text")))
                .isEqualTo(new HandOver.NotTaken("The mail server refused it with 550."));
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"CUT_WITHIN_CONTENT", "CUT_AFTER_CONTENT"})
    void linkThatBreaksAfterTheContentHasBegunLeavesItUnknown(Failure failure) throws Exception {
        server.fail(failure);

        assertThat(transport(server.port()).handOver("name", mail("text"))).isInstanceOf(HandOver.Unknown.class);
    }

    @Test
    void serverThatIsNotThereHasTakenNothing() throws Exception {
        int port = server.port();
        server.close();

        assertThat(transport(port).handOver("name", mail("text"))).isInstanceOf(HandOver.NotTaken.class);
    }

    private static SmtpTransport transport(int port) {
        return new SmtpTransport(
                new MailTarget.Server("127.0.0.1", port, false, Optional.empty()), URI.create("http://localhost:8080"));
    }

    private static MimeMessage mail(String text) throws Exception {
        var mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setFrom(new InternetAddress("digest@localhost"));
        mail.setRecipient(RecipientType.TO, new InternetAddress("reader@example.org"));
        mail.setSubject("subject");
        mail.setText(text);
        mail.saveChanges();
        return mail;
    }
}
