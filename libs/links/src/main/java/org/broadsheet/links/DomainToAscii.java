package org.broadsheet.links;

import static java.text.Normalizer.Form.NFC;
import static java.text.Normalizer.Form.NFKC;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A host name's ASCII form, after UTS #46 (non-transitional) as browsers read it: compatibility characters and upper
 * case are folded, ignorable characters dropped, and labels beyond ASCII written in Punycode. The mapping comes from the
 * JDK's Unicode tables, so it is as new as the JDK, and stricter than the standard where they differ.
 */
final class DomainToAscii {
    private static final String ACE = "xn--";
    private static final String FORBIDDEN = " #%/:<>?@[\\]^|";
    private static final int MAX_LABEL = 63;
    private static final int MAX_DOMAIN = 253;

    private DomainToAscii() {}

    /** @throws UrlRefusal if it is not a host name */
    static String convert(String name) {
        String mapped = isPlain(name) ? name.toLowerCase(Locale.ROOT) : map(name);
        var ascii = new StringBuilder(mapped.length() + 8);
        String[] labels = mapped.split("\\.", -1);
        for (int i = 0; i < labels.length; i++) {
            boolean root = i == labels.length - 1 && i > 0;
            if (labels[i].isEmpty() && !root) {
                throw new UrlRefusal(RejectReason.BAD_HOST);
            }
            ascii.append(i == 0 ? "" : ".").append(label(labels[i]));
        }
        check(ascii);
        return ascii.toString();
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }

    /** Folds to what UTS #46 maps to: NFKC of the case-folded text, without the characters that have no meaning. */
    private static String map(String name) {
        String dots = name.replace('\u3002', '.').replace('\uFF0E', '.').replace('\uFF61', '.');
        var kept = new StringBuilder(dots.length());
        Normalizer.normalize(dots, NFKC)
                .codePoints()
                .filter(c -> !isIgnored(c))
                .map(DomainToAscii::lower)
                .forEach(kept::appendCodePoint);
        return Normalizer.normalize(kept, NFKC);
    }

    private static int lower(int c) {
        return c == 0x1E9E ? 0xDF : Character.toLowerCase(c);
    }

    private static boolean isIgnored(int c) {
        return c == 0xAD || c == 0x34F || c == 0x200B || c == 0x2060 || c == 0x2064 || c == 0xFEFF || isVariation(c);
    }

    private static boolean isVariation(int c) {
        return c >= 0x180B && c <= 0x180D || c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
    }

    private static String label(String label) {
        if (label.startsWith(ACE)) {
            checkAce(label);
            return label;
        }
        if (isPlain(label)) {
            return label;
        }
        checkUnicode(label);
        return ACE + Punycode.encode(label);
    }

    /** An ASCII form that stands for something else than itself would be a second spelling, or a trap. */
    private static void checkAce(String label) {
        String unicode =
                Punycode.decode(label.substring(ACE.length())).orElseThrow(() -> new UrlRefusal(RejectReason.BAD_HOST));
        checkUnicode(unicode);
        if (isPlain(unicode) || !map(unicode).equals(unicode)) {
            throw new UrlRefusal(RejectReason.BAD_HOST);
        }
    }

    private static void checkUnicode(String label) {
        boolean badStart = !label.isEmpty() && isMark(label.codePointAt(0));
        if (badStart
                || !Normalizer.isNormalized(label, NFC)
                || !label.codePoints().allMatch(DomainToAscii::isValid)) {
            throw new UrlRefusal(RejectReason.BAD_HOST);
        }
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isValid(int c) {
        if (c < 0x80) {
            return FORBIDDEN.indexOf(c) < 0;
        }
        return switch (Character.getType(c)) {
            case Character.UNASSIGNED,
                    Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            // Joiners are letters to some scripts; the other format characters turn text around or hide it.
            case Character.FORMAT -> c == 0x200C || c == 0x200D;
            default -> c != 0xFFFD;
        };
    }

    private static void check(CharSequence ascii) {
        int label = 0;
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            label = c == '.' ? 0 : label + 1;
            if (c <= 0x1F || c == 0x7F || FORBIDDEN.indexOf(c) >= 0 || label > MAX_LABEL) {
                throw new UrlRefusal(RejectReason.BAD_HOST);
            }
        }
        if (ascii.isEmpty() || ascii.length() > MAX_DOMAIN + 1) {
            throw new UrlRefusal(RejectReason.BAD_HOST);
        }
    }
}
