package org.broadsheet.digest.mail;

import jakarta.mail.internet.MimeMessage;

/** A way for a mail to leave. Thread-safe. */
public interface MailTransport {
    /**
     * Hands one mail over and waits for the answer.
     *
     * @param name the same for the same digest, and for no other
     */
    HandOver handOver(String name, MimeMessage mail);

    /** Whether handing the same mail over twice is the same as once. */
    boolean isRepeatable();
}
