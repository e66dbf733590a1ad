package org.broadsheet.digest.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection for one mail that remembers whether the server has agreed to take its content (354 to DATA). */
final class SmtpConnection extends SMTPTransport {
    private boolean contentBegun;

    SmtpConnection(Session session) {
        super(session, new URLName("smtp", null, -1, null, null, null));
    }

    boolean hasContentBegun() {
        return contentBegun;
    }

    @Override
    protected OutputStream data() throws MessagingException {
        var content = super.data();
        contentBegun = true;
        return content;
    }
}
