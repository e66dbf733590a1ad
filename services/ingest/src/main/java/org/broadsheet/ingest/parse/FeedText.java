package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a body in whatever encoding it is: a byte order mark, the Content-Type's charset (RFC 7303), the XML
 * declaration or HTML meta, or else UTF-8, and windows-1252 where it is no UTF-8. What is declared gives way when the
 * bytes are plainly something else.
 */
final class FeedText {
    private static final Pattern HEADER_CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLARED = Pattern.compile(
            "<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.:-]+)|<meta[^>]*?charset\\s*=\\s*[\"']?([\\w.:-]+)",
            Pattern.CASE_INSENSITIVE);
    private static final int LOOKED_AT = 2_048;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private FeedText() {}

    static String decode(byte[] body, @Nullable String contentType) {
        return marked(body).orElseGet(() -> unmarked(body, contentType));
    }

    private static Optional<String> marked(byte[] body) {
        if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(text(body, 3, UTF_8));
        }
        if (startsWith(body, 0xFE, 0xFF)) {
            return Optional.of(text(body, 2, UTF_16BE));
        }
        if (startsWith(body, 0xFF, 0xFE)) {
            return Optional.of(text(body, 2, UTF_16LE));
        }
        if (startsWith(body, 0, '<', 0, '?') || startsWith(body, 0, '<', 0, 'r')) {
            return Optional.of(text(body, 0, UTF_16BE));
        }
        if (startsWith(body, '<', 0, '?', 0) || startsWith(body, '<', 0, 'r', 0)) {
            return Optional.of(text(body, 0, UTF_16LE));
        }
        return Optional.empty();
    }

    private static String unmarked(byte[] body, @Nullable String contentType) {
        var declared = header(contentType).or(() -> declaration(body)).filter(charset -> !isWide(charset));
        // Valid UTF-8 beyond ASCII is no accident, whatever a single-byte declaration says.
        var strict = strict(body);
        if (strict.isPresent() && declared.filter(FeedText::isAsian).isEmpty()) {
            return strict.get();
        }
        return text(body, 0, declared.filter(charset -> !charset.equals(UTF_8)).orElse(WINDOWS_1252));
    }

    private static Optional<Charset> header(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        var charset = HEADER_CHARSET.matcher(contentType);
        return charset.find() ? charset(charset.group(1)) : Optional.empty();
    }

    private static Optional<Charset> declaration(byte[] body) {
        var declared = DECLARED.matcher(new String(body, 0, Math.min(LOOKED_AT, body.length), ISO_8859_1));
        if (!declared.find()) {
            return Optional.empty();
        }
        return charset(declared.group(1) == null ? declared.group(2) : declared.group(1));
    }

    private static Optional<Charset> charset(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        // As browsers read them; UTF-7 is refused, since it hides markup.
        String known = switch (lower) {
            case "iso-8859-1", "latin1", "us-ascii", "ascii" -> "windows-1252";
            case "gb2312", "gbk" -> "gb18030";
            case "ks_c_5601-1987", "euc-kr" -> "x-windows-949";
            case "utf-7" -> "utf-8";
            default -> lower;
        };
        try {
            return Optional.of(Charset.forName(known)).filter(charset -> charset.newEncoder() != null);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    /** Declared wide, but without a mark and without zero bytes: a lie. */
    private static boolean isWide(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    }

    /** Encodings whose text may by chance be valid UTF-8. */
    private static boolean isAsian(Charset charset) {
        return charset.name().startsWith("ISO-2022") || charset.name().startsWith("HZ");
    }

    private static Optional<String> strict(byte[] body) {
        try {
            return Optional.of(UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static String text(byte[] body, int from, Charset charset) {
        return new String(body, from, body.length - from, charset);
    }

    private static boolean startsWith(byte[] body, int... bytes) {
        if (body.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((body[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
