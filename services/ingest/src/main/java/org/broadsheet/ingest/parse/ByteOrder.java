package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_32BE;
import static java.nio.charset.StandardCharsets.UTF_32LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * What the first bytes tell: a mark, or the zeros beside the ASCII that every feed begins with (XML 1.0 appendix F).
 *
 * @param length of the mark, 0 where there is none
 */
record ByteOrder(Charset charset, int length) {
    /** Any byte but zero. */
    private static final int SOME = -1;

    /** UTF-32 first: its mark begins with that of UTF-16. */
    private static final List<Start> STARTS = List.of(
            new Start(UTF_32BE, 4, 0, 0, 0xFE, 0xFF),
            new Start(UTF_32LE, 4, 0xFF, 0xFE, 0, 0),
            new Start(UTF_8, 3, 0xEF, 0xBB, 0xBF),
            new Start(UTF_16BE, 2, 0xFE, 0xFF),
            new Start(UTF_16LE, 2, 0xFF, 0xFE),
            new Start(UTF_32BE, 0, 0, 0, 0, SOME),
            new Start(UTF_32LE, 0, SOME, 0, 0, 0),
            new Start(UTF_16BE, 0, 0, SOME, 0, SOME),
            new Start(UTF_16LE, 0, SOME, 0, SOME, 0));

    static Optional<ByteOrder> of(byte[] body) {
        return STARTS.stream()
                .filter(start -> start.matches(body))
                .map(start -> new ByteOrder(start.charset, start.mark))
                .findFirst();
    }

    String text(byte[] body) {
        return new String(body, length, body.length - length, charset);
    }

    private record Start(Charset charset, int mark, int... bytes) {

        boolean matches(byte[] body) {
            if (body.length < bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                int b = body[i] & 0xFF;
                if (bytes[i] == SOME ? b == 0 : b != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
