package org.broadsheet.chaos.proxy;

import java.nio.charset.StandardCharsets;

/**
 * Finds what a mail server says to a whole mail (RFC 5321 section 4.1.1.4): the line after the one with code 354. Servers
 * send a line a packet, so a chunk begins with a line.
 */
final class MailReplies implements Replies {
    private static final String GO_ON = "354";
    private static final String TAKEN = "250";

    private boolean contentExpected;

    @Override
    public void asked(byte[] chunk, int length) {}

    @Override
    public int find(byte[] chunk, int length) {
        var line = new String(chunk, 0, length, StandardCharsets.US_ASCII);
        boolean taken = contentExpected && line.startsWith(TAKEN);
        contentExpected = line.startsWith(GO_ON);
        return taken ? 0 : -1;
    }
}
