package org.broadsheet.links;

import java.util.ArrayList;
import java.util.List;

/** The one spelling of an IPv6 address: RFC 5952, without its dotted forms, as the URL Standard writes it. */
final class Ipv6Text {
    private static final int PIECES = 8;

    private Ipv6Text() {}

    /** @throws UrlRefusal if it is not an IPv6 address, or has a zone */
    static String canonical(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return write(exactly(PIECES, pieces(text, true)));
        }
        var before = pieces(text.substring(0, gap), false);
        var after = pieces(text.substring(gap + 2), true);
        int missing = PIECES - before.size() - after.size();
        if (missing < 1) {
            throw new UrlRefusal(RejectReason.BAD_HOST);
        }
        var all = new ArrayList<>(before);
        for (int i = 0; i < missing; i++) {
            all.add(0);
        }
        all.addAll(after);
        return write(all);
    }

    private static List<Integer> exactly(int count, List<Integer> pieces) {
        if (pieces.size() != count) {
            throw new UrlRefusal(RejectReason.BAD_HOST);
        }
        return pieces;
    }

    private static List<Integer> pieces(String text, boolean last) {
        var pieces = new ArrayList<Integer>(PIECES);
        if (text.isEmpty()) {
            return pieces;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (last && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                addDotted(parts[i], pieces);
            } else {
                pieces.add(hex(parts[i]));
            }
        }
        return pieces;
    }

    private static int hex(String part) {
        if (part.isEmpty() || part.length() > 4 || !part.chars().allMatch(Ipv6Text::isHexDigit)) {
            throw new UrlRefusal(RejectReason.BAD_HOST);
        }
        return Integer.parseInt(part, 16);
    }

    private static boolean isHexDigit(int c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static void addDotted(String part, List<Integer> pieces) {
        String[] bytes = part.split("\\.", -1);
        if (bytes.length != 4) {
            throw new UrlRefusal(RejectReason.BAD_HOST);
        }
        int[] values = new int[4];
        for (int i = 0; i < 4; i++) {
            values[i] = decimalByte(bytes[i]);
        }
        pieces.add(values[0] << 8 | values[1]);
        pieces.add(values[2] << 8 | values[3]);
    }

    private static int decimalByte(String text) {
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.isEmpty() || text.length() > 3 || text.length() > 1 && text.startsWith("0")) {
            throw new UrlRefusal(RejectReason.BAD_HOST);
        }
        int value = Integer.parseInt(text);
        if (value > 255) {
            throw new UrlRefusal(RejectReason.BAD_HOST);
        }
        return value;
    }

    private static String write(List<Integer> pieces) {
        int start = -1;
        int longest = 1;
        for (int i = 0; i < PIECES; i++) {
            int end = i;
            while (end < PIECES && pieces.get(end) == 0) {
                end++;
            }
            if (end - i > longest) {
                longest = end - i;
                start = i;
            }
        }
        var text = new StringBuilder(39);
        for (int i = 0; i < PIECES; i++) {
            if (i == start) {
                text.append(i == 0 ? "::" : ":");
                i += longest - 1;
                continue;
            }
            text.append(Integer.toHexString(pieces.get(i))).append(i < PIECES - 1 ? ":" : "");
        }
        return text.toString();
    }
}
