package org.broadsheet.links;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/** Text for people: no markup, no control characters, no endless lines. */
public final class PlainText {
    /** The longest excerpt, in characters. */
    public static final int EXCERPT = 500;
    /** An excerpt is made of the beginning; a megabyte of it need not be parsed. */
    private static final int READ = 32_768;

    private PlainText() {}

    /** What a text in HTML says, from its first 32,768 characters. */
    public static String ofHtml(String html) {
        return Jsoup.parseBodyFragment(storable(html.substring(0, Math.min(READ, html.length()))))
                .text()
                .strip();
    }

    /** A plain text as HTML. */
    public static String toHtml(String plain) {
        return Entities.escape(storable(plain)).replace("\n", "<br>");
    }

    /** At most this many characters, cut between two of them, without control characters; null when nothing is left. */
    public static @Nullable String cut(@Nullable String text, int length) {
        if (text == null) {
            return null;
        }
        var kept = new StringBuilder(Math.min(text.length(), length));
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = !kept.isEmpty();
            } else if (isText(c)) {
                if (kept.length() + (space ? 1 : 0) + Character.charCount(c) > length) {
                    break;
                }
                kept.append(space ? " " : "").appendCodePoint(c);
                space = false;
            }
        }
        return kept.isEmpty() ? null : kept.toString();
    }

    /** No NUL, no lone surrogates: storage refuses them. */
    public static String storable(String text) {
        if (isStorable(text)) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        text.codePoints().filter(c -> c != 0 && !isSurrogate(c)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** A loop and no stream: every text of every entry comes through here. */
    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == 0 || isSurrogate(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static boolean isText(int c) {
        return !Character.isISOControl(c) && !isSurrogate(c) && c != 0xFFFE && c != 0xFFFF;
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
