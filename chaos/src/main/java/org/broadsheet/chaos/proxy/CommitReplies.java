package org.broadsheet.chaos.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the replies to COMMIT in what a PostgreSQL server says on one connection (protocol 3.0, "Message Formats"): a
 * CommandComplete whose tag is {@code COMMIT}. Keeps its place between chunks, however they are cut. For one thread.
 */
final class CommitReplies {
    private static final int HEADER = 5;
    private static final byte[] TAG = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private final byte[] head = new byte[HEADER + TAG.length];
    private int known;
    private long left;
    private boolean answerToSsl;

    /** The next byte is the bare answer to a request for encryption, and no message. */
    void expectAnswerToSslRequest() {
        answerToSsl = true;
    }

    /**
     * Reads a chunk to its end.
     *
     * @return the place in it where the first reply to COMMIT begins, 0 if that was in an earlier chunk, or -1 if none
     *     is completed by it
     */
    int find(byte[] chunk, int length) {
        int begin = 0;
        int found = -1;
        for (int i = 0; i < length; i++) {
            if (answerToSsl) {
                answerToSsl = false;
                continue;
            }
            if (left > 0) {
                int skipped = (int) Math.min(left, length - i);
                left -= skipped;
                i += skipped - 1;
                continue;
            }
            if (known == 0) {
                begin = i;
            }
            head[known++] = chunk[i];
            if (known == HEADER && !mayBeCommit()) {
                left = bodyLength();
                known = 0;
            } else if (known == head.length) {
                known = 0;
                if (found < 0 && Arrays.equals(head, HEADER, head.length, TAG, 0, TAG.length)) {
                    found = begin;
                }
            }
        }
        return found;
    }

    private boolean mayBeCommit() {
        return head[0] == 'C' && bodyLength() == TAG.length;
    }

    /** The length counts itself, and not the type. */
    private long bodyLength() {
        long length = (head[1] & 0xffL) << 24 | (head[2] & 0xff) << 16 | (head[3] & 0xff) << 8 | head[4] & 0xff;
        return length - Integer.BYTES;
    }
}
