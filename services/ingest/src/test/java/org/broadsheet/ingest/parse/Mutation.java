package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Damages bodies as networks, careless publishers and attackers do; the same every time. */
final class Mutation {
    private static final List<String> TOKENS = List.of(
            "<",
            ">",
            "&",
            "&#0;",
            "&#xD800;",
            "&lt;",
            "]]>",
            "<![CDATA[",
            "<!--",
            "<?",
            "<!DOCTYPE x [",
            "\u0000",
            "\uFEFF",
            "</item>",
            "<item>",
            "</channel>",
            "xml:base=\"//x\"",
            "xmlns=\"\"",
            "\"",
            "'",
            "{",
            "[",
            "\\u0000",
            "1e999",
            "\n");
    private static final int MOST_CHANGES = 6;
    private final Random random;

    Mutation(long seed) {
        this.random = new Random(seed);
    }

    byte[] of(byte[] body, byte[] other) {
        byte[] changed = body;
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes && changed.length > 1; i++) {
            changed = once(changed, other);
        }
        return changed;
    }

    private byte[] once(byte[] body, byte[] other) {
        int at = random.nextInt(body.length);
        int end = Math.min(body.length, at + 1 + random.nextInt(64));
        return switch (random.nextInt(5)) {
            case 0 -> spliced(body, at, new byte[] {(byte) random.nextInt(256)}, 0, 1, at + 1);
            case 1 -> spliced(body, at, body, 0, 0, end);
            case 2 -> spliced(body, at, body, at, end, at);
            case 3 -> {
                byte[] token = TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8);
                yield spliced(body, at, token, 0, token.length, at);
            }
            default -> spliced(body, at, other, Math.min(at, other.length), other.length, body.length);
        };
    }

    /** The body up to {@code at}, a part of something, and the body again from {@code rest}. */
    private static byte[] spliced(byte[] body, int at, byte[] part, int from, int to, int rest) {
        var out = new ByteArrayOutputStream(body.length + to - from);
        out.write(body, 0, at);
        out.write(part, from, to - from);
        out.write(body, rest, body.length - rest);
        return out.toByteArray();
    }
}
