package org.broadsheet.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CommitRepliesTest {
    private final CommitReplies replies = new CommitReplies();

    private static byte[] message(char type, String body) {
        var bytes = body.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + Integer.BYTES + bytes.length)
                .put((byte) type)
                .putInt(Integer.BYTES + bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] commit() {
        return message('C', "COMMIT\0");
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private int find(byte[] chunk) {
        return replies.find(chunk, chunk.length);
    }

    @Test
    void aReplyToCommitIsFoundWhereItBegins() {
        var before = join(message('1', ""), message('2', ""));
        assertThat(find(join(before, commit(), message('Z', "I")))).isEqualTo(before.length);
    }

    @Test
    void otherRepliesAreNone() {
        assertThat(find(join(message('C', "BEGIN\0"), message('C', "INSERT 0 1\0"), message('C', "SELECT\0"))))
                .isEqualTo(-1);
        assertThat(find(message('C', "COMMIX\0"))).isEqualTo(-1);
    }

    @Test
    void aRowThatLooksLikeAReplyIsNone() {
        assertThat(find(message('D', new String(commit(), StandardCharsets.US_ASCII))))
                .isEqualTo(-1);
    }

    @Test
    void aReplyIsFoundHoweverTheChunksAreCut() {
        var row = message('D', "x".repeat(1_000));
        var stream = join(row, commit(), message('Z', "I"));
        for (int cut = 1; cut < stream.length; cut++) {
            var fresh = new CommitReplies();
            var first = Arrays.copyOfRange(stream, 0, cut);
            var rest = Arrays.copyOfRange(stream, cut, stream.length);
            int inFirst = fresh.find(first, first.length);
            int inRest = fresh.find(rest, rest.length);
            boolean complete = cut >= row.length + commit().length;
            assertThat(inFirst).isEqualTo(complete ? row.length : -1);
            assertThat(inRest).isEqualTo(complete ? -1 : Math.max(0, row.length - cut));
        }
    }

    @Test
    void theNextReplyIsFoundAfterOneThatWasLeft() {
        assertThat(find(join(commit(), commit()))).isZero();
        assertThat(find(commit())).isZero();
    }

    @Test
    void theBareAnswerToARequestForEncryptionIsNoMessage() {
        var request = ByteBuffer.allocate(8).putInt(8).putInt(80_877_103).array();
        replies.asked(request, request.length);
        assertThat(find(new byte[] {'N'})).isEqualTo(-1);
        assertThat(find(join(message('R', "\0\0\0\0"), commit()))).isEqualTo(9);
    }
}
