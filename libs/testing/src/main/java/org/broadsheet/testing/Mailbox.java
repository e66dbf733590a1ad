package org.broadsheet.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A mail server on loopback that takes every mail and keeps it for the test to read. */
public final class Mailbox implements AutoCloseable {
    private final GreenMail server;

    private Mailbox(GreenMail server) {
        this.server = server;
    }

    /** Starts a server on a free port of 127.0.0.1 that asks for no password. */
    public static Mailbox start() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        server.start();
        return new Mailbox(server);
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** As {@code BROADSHEET_SMTP_URL} takes it. */
    public String url() {
        return "smtp://127.0.0.1:" + port();
    }

    /** All mails so far, oldest first, one for each recipient. */
    public List<Mail> received() {
        return Stream.of(server.getReceivedMessages()).map(Mail::of).toList();
    }

    /** Waits until at least so many mails are there. */
    public List<Mail> await(int count, Duration atMost) {
        return Awaitility.await().atMost(atMost).until(this::received, mails -> mails.size() >= count);
    }

    /** The mails as the library for mail sees them. */
    public List<MimeMessage> messages() {
        return List.of(server.getReceivedMessages());
    }

    @Override
    public void close() {
        server.stop();
    }
}
