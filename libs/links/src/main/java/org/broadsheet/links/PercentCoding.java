package org.broadsheet.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Percent-encoding as the URL Standard has it (section 1.3): UTF-8, one set of characters for each part of a URL. */
final class PercentCoding {
    static final String PATH_SET = " \"#<>?^`{}";
    static final String QUERY_SET = " \"#<>'";
    static final String FRAGMENT_SET = " \"<>`";
    private static final String HEX = "0123456789ABCDEF";

    private PercentCoding() {}

    /** Encodes controls, everything beyond ASCII, and the characters of the set; what is encoded already stays as it is. */
    static String encode(String text, String set) {
        int first = firstToEncode(text, set);
        if (first < 0) {
            return text;
        }
        var encoded = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (byte b : text.substring(first).getBytes(UTF_8)) {
            if (b <= 0x1F || b == 0x7F || set.indexOf(b) >= 0) {
                appendByte(encoded, b);
            } else {
                encoded.append((char) b);
            }
        }
        return encoded.toString();
    }

    /** Bytes for {@code %XX}, UTF-8 for the rest; a percent sign that begins no such triple stands for itself. */
    static byte[] decode(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isTriple(text, i)) {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                int end = Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length() ? i + 2 : i + 1;
                bytes.writeBytes(text.substring(i, end).getBytes(UTF_8));
                i = end - 1;
            }
        }
        return bytes.toByteArray();
    }

    /** One spelling: triples in upper case, and characters that need no encoding (RFC 3986 section 2.3) plain. */
    static String fold(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        var folded = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            if (isTriple(encoded, i)) {
                int b = Integer.parseInt(encoded, i + 1, i + 3, 16);
                if (isUnreserved(b)) {
                    folded.append((char) b);
                } else {
                    appendByte(folded, (byte) b);
                }
                i += 2;
            } else {
                folded.append(encoded.charAt(i));
            }
        }
        return folded.toString();
    }

    private static int firstToEncode(String text, String set) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= 0x1F || c >= 0x7F || set.indexOf(c) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static void appendByte(StringBuilder to, byte b) {
        to.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
    }

    private static boolean isTriple(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0
                && text.charAt(at + 1) < 0x80
                && text.charAt(at + 2) < 0x80;
    }

    private static boolean isUnreserved(int b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
