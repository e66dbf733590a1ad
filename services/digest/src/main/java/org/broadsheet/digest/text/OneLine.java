package org.broadsheet.digest.text;

import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/**
 * Text that somebody else wrote, as one line that can do no harm where it is put: no control characters, no line or
 * paragraph separators, no overrides of the writing direction, no halves of surrogate pairs; white space is single
 * spaces. It still has to be escaped for HTML and encoded for headers.
 */
public final class OneLine {
    private OneLine() {}

    /**
     * @param maxCharacters the longest result, in Unicode code points; a longer text ends in an ellipsis
     * @return possibly empty
     */
    public static String of(@Nullable String text, int maxCharacters) {
        return text == null ? "" : cut(visible(text), maxCharacters);
    }

    /** As {@link #of}, null where nothing is left. */
    public static @Nullable String orNull(@Nullable String text, int maxCharacters) {
        var line = of(text, maxCharacters);
        return line.isEmpty() ? null : line;
    }

    /**
     * A line for the headers of a mail, at most 200 characters. What looks like the beginning of an encoded word (RFC
     * 2047) is taken apart, so that nobody decodes what nobody encoded.
     */
    public static String header(@Nullable String text) {
        return of(of(text, 200).replace("=?", "= ?"), 200);
    }

    private static String visible(String text) {
        var line = new StringBuilder(text.length());
        boolean space = false;
        PrimitiveIterator.OfInt characters = text.codePoints().iterator();
        while (characters.hasNext()) {
            int character = characters.nextInt();
            if (isSpace(character)) {
                space = !line.isEmpty();
            } else if (isVisible(character)) {
                if (space) {
                    line.append(' ');
                    space = false;
                }
                line.appendCodePoint(character);
            }
        }
        return line.toString();
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == 0x85;
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> false;
            // The joiners are part of words and of pictures; the other format characters turn or hide text.
            case Character.FORMAT -> character == 0x200C || character == 0x200D;
            default -> true;
        };
    }

    private static String cut(String line, int maxCharacters) {
        if (line.codePointCount(0, line.length()) <= maxCharacters) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, maxCharacters - 1)).stripTrailing() + "…";
    }
}
