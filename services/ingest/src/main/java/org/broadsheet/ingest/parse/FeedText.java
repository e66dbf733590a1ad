package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a body in whatever encoding it is: that of its byte order mark or of its zero bytes, which are no accident;
 * UTF-8 where it is valid; the Content-Type's charset (RFC 7303); the XML declaration or HTML meta. What is declared gives
 * way when the bytes are something else, and where nothing fits, the letters are looked at. Any bytes give a text.
 */
final class FeedText {
    private static final Pattern HEADER_CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLARED = Pattern.compile(
            "<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.:-]+)|<meta[^>]*?charset\\s*=\\s*[\"']?([\\w.:-]+)",
            Pattern.CASE_INSENSITIVE);
    private static final int LOOKED_AT = 2_048;

    private FeedText() {}

    /** @param charset what the bytes were taken for */
    record Decoded(String text, Charset charset) {}

    static Decoded decode(byte[] body, @Nullable String contentType) {
        return ByteOrder.of(body)
                .map(order -> new Decoded(order.text(body), order.charset()))
                .orElseGet(() -> unmarked(body, contentType));
    }

    private static Decoded unmarked(byte[] body, @Nullable String contentType) {
        // Valid UTF-8 beyond ASCII is no accident, whatever a single-byte declaration says; ISO-2022 is ASCII to it.
        var candidates = Stream.of(header(contentType), declaration(body))
                .flatMap(Optional::stream)
                .filter(charset -> !Charsets.isWide(charset))
                .toList();
        var shifting = candidates.stream().filter(Charsets::isShifting);
        return Stream.concat(Stream.concat(shifting, Stream.of(UTF_8)), candidates.stream())
                .flatMap(charset -> strictly(body, charset).stream())
                .findFirst()
                .or(() -> DamagedUtf8.text(body).map(text -> new Decoded(text, UTF_8)))
                .orElseGet(() -> replacing(
                        body,
                        candidates.stream()
                                .filter(charset -> !charset.equals(UTF_8))
                                .findFirst()
                                .orElseGet(() -> Charsets.guess(body))));
    }

    private static Optional<Charset> header(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        var charset = HEADER_CHARSET.matcher(contentType);
        return charset.find() ? Charsets.named(charset.group(1)) : Optional.empty();
    }

    private static Optional<Charset> declaration(byte[] body) {
        var declared = DECLARED.matcher(new String(body, 0, Math.min(LOOKED_AT, body.length), ISO_8859_1));
        if (!declared.find()) {
            return Optional.empty();
        }
        return Charsets.named(declared.group(1) == null ? declared.group(2) : declared.group(1));
    }

    private static Optional<Decoded> strictly(byte[] body, Charset charset) {
        try {
            var text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body));
            return Optional.of(new Decoded(text.toString(), charset));
        } catch (CharacterCodingException somethingElse) {
            return Optional.empty();
        }
    }

    private static Decoded replacing(byte[] body, Charset charset) {
        return new Decoded(new String(body, charset), charset);
    }
}
