package org.broadsheet.filter.entry;

import static java.util.stream.Collectors.joining;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;

/**
 * Texts in the form in which words are looked for in them: NFKC, without case, diacritics kept, one kind of space and of
 * apostrophe, nothing that is not seen. A mark stands wherever a word begins or ends, in what is looked for as well, so
 * that a word is found by looking for a part of the text and is never found within a longer one.
 */
public final class Folding {
    /** Where a word begins or ends. No text has it, since control characters are left out. */
    static final char EDGE = '\u0001';

    /** Between the texts of an entry: no phrase goes on from one to the next. */
    private static final String SEAM = "\n";

    /** Of one text; what is longer is looked through so far. */
    private static final int MAX_LENGTH = 4_000;

    /** Every letter may be where a word begins or ends. */
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN,
            UnicodeScript.JAVANESE,
            UnicodeScript.BALINESE,
            UnicodeScript.TAI_LE,
            UnicodeScript.NEW_TAI_LUE,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAI_VIET,
            UnicodeScript.YI);

    private enum Kind {
        LETTER,
        LETTER_WITHOUT_SPACES,
        OTHER
    }

    private Folding() {}

    /** Title, text, and what the entry calls its links. */
    public static String of(EntryIngested entry) {
        return Stream.concat(
                        Stream.of(entry.title(), entry.text()),
                        entry.links().stream().map(EntryLink::title))
                .filter(Objects::nonNull)
                .map(Folding::text)
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(joining(SEAM));
    }

    /** A text that is looked through. */
    static String text(String text) {
        return withEdges(fold(text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH)));
    }

    /**
     * What is looked for; empty if nothing is left of it.
     *
     * @param whole not within a longer word; where it begins or ends with what is no letter, that is its edge
     */
    public static String needle(String text, boolean whole) {
        var marked = withEdges(fold(text));
        return whole ? marked : withoutOuterEdges(marked);
    }

    private static String withoutOuterEdges(String marked) {
        int start = !marked.isEmpty() && marked.charAt(0) == EDGE ? 1 : 0;
        int end = marked.length() > start && marked.charAt(marked.length() - 1) == EDGE ? 1 : 0;
        return marked.substring(start, marked.length() - end);
    }

    private static String fold(String text) {
        var folded = new StringBuilder(text.length());
        var plain = Normalizer.normalize(text, Form.NFKC);
        boolean space = false;
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = !folded.isEmpty();
            } else if (isSeen(c)) {
                folded.append(space ? " " : "").appendCodePoint(withoutCase(c));
                space = false;
            }
        }
        return Normalizer.normalize(folded, Form.NFKC);
    }

    /** By letter, not by word: the last sigma is a sigma. */
    private static int withoutCase(int c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u02BC' -> '\'';
            default -> Character.toLowerCase(Character.toUpperCase(c));
        };
    }

    private static boolean isSeen(int c) {
        boolean selects = c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> !selects;
        };
    }

    private static String withEdges(String folded) {
        var marked = new StringBuilder(folded.length() * 2);
        var before = Kind.OTHER;
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            var kind = kind(c);
            marked.append(isEdge(before, kind) && !isMark(c) ? String.valueOf(EDGE) : "")
                    .appendCodePoint(c);
            before = kind;
        }
        return marked.append(isEdge(before, Kind.OTHER) ? String.valueOf(EDGE) : "")
                .toString();
    }

    private static boolean isEdge(Kind before, Kind after) {
        return before != after || before == Kind.LETTER_WITHOUT_SPACES;
    }

    /** Belongs to the letter before it. */
    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static Kind kind(int c) {
        boolean letter = Character.isLetterOrDigit(c)
                || isMark(c)
                || Character.getType(c) == Character.CONNECTOR_PUNCTUATION
                || Character.getType(c) == Character.LETTER_NUMBER;
        if (!letter) {
            return Kind.OTHER;
        }
        return WITHOUT_SPACES.contains(UnicodeScript.of(c)) ? Kind.LETTER_WITHOUT_SPACES : Kind.LETTER;
    }
}
