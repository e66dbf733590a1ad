package org.broadsheet.chaos.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the replies to COMMIT in what a PostgreSQL server says on one connection (protocol 3.0, "Message Formats"): a
 * CommandComplete whose tag is {@code COMMIT}. Keeps its place between chunks, however they are cut. Asked by one thread and read by another.
 */
final class CommitReplies implements Replies {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final int REQUEST_LENGTH = 8;
    private static final int HEADER = 5;
    private static final byte[] TAG = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private final byte[] head = new byte[HEADER + TAG.length];
    private int known;
    private long left;
    /** The next byte is the bare answer to a request for encryption, and no message. */
    private volatile boolean answerToSsl;

    /** The client begins by asking for encryption. */
    @Override
    public void asked(byte[] chunk, int length) {
        if (length == REQUEST_LENGTH) {
            var request = ByteBuffer.wrap(chunk, 0, length);
            int code = request.getInt(Integer.BYTES);
            answerToSsl = request.getInt(0) == REQUEST_LENGTH && (code == SSL_REQUEST || code == GSS_REQUEST);
        }
    }

    @Override
    public int find(byte[] chunk, int length) {
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
