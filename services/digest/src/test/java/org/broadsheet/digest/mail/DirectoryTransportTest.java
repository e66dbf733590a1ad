package org.broadsheet.digest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTransportTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void sameMailTwiceIsOneFile() throws Exception {
        var mail = new DirectoryTransport(folder.resolve("new/mail"));

        assertThat(mail.handOver("2026-11-21T0730-run", mail("first"))).isEqualTo(new HandOver.Taken());
        assertThat(mail.handOver("2026-11-21T0730-run", mail("again"))).isEqualTo(new HandOver.Taken());

        try (var files = Files.list(folder.resolve("new/mail"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("2026-11-21T0730-run.eml");
        }
        assertThat(Files.readString(folder.resolve("new/mail/2026-11-21T0730-run.eml")))
                .contains("Subject: again");
    }

    @Test
    void whatCantBeWrittenWasNotTaken() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "in the way");

        assertThat(new DirectoryTransport(file).handOver("name", mail("x"))).isInstanceOf(HandOver.NotTaken.class);
    }

    private static MimeMessage mail(String subject) throws Exception {
        var mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setSubject(subject);
        mail.setText("text");
        mail.saveChanges();
        return mail;
    }
}
