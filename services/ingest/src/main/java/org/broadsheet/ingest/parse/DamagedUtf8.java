package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** UTF-8 in which a character was cut in two, as happens where texts are shortened by bytes. */
final class DamagedUtf8 {
    private static final char REPLACEMENT = '\uFFFD';
    /** Sound characters beyond ASCII to each damaged one: other encodings make hardly any. */
    private static final int SOUND = 2;

    private DamagedUtf8() {}

    /** The text with what is damaged replaced; empty when it was never UTF-8. */
    static Optional<String> text(byte[] body) {
        String text = new String(body, UTF_8);
        long damaged = text.chars().filter(c -> c == REPLACEMENT).count();
        long sound = text.codePoints().filter(c -> c > 0x7F && c != REPLACEMENT).count();
        return sound >= damaged * SOUND ? Optional.of(text) : Optional.empty();
    }
}
