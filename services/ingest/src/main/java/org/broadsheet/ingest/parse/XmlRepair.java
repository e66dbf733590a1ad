package org.broadsheet.ingest.parse;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Entities;

/**
 * Makes XML of what feeds send instead of it: no document type (so no entity of theirs is ever expanded or fetched), no
 * declaration (the text is decoded already), HTML entities as characters, bare ampersands and angle brackets escaped,
 * characters that XML does not allow left out.
 */
final class XmlRepair {
    private static final Set<String> XML_ENTITIES = Set.of("amp", "lt", "gt", "quot", "apos");
    private static final int LONGEST_ENTITY = 34;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private final String text;
    private final StringBuilder out;
    private int at;

    private XmlRepair(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length() + 64);
    }

    static String repair(String text) {
        return new XmlRepair(text).run();
    }

    private String run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '<') {
                markup();
            } else if (c == '&') {
                reference();
            } else {
                at += copyCharacter(at);
            }
        }
        return out.toString();
    }

    private void markup() {
        if (text.startsWith("<![CDATA[", at)) {
            copyTo("]]>");
        } else if (text.startsWith("<!--", at)) {
            skipTo("-->");
        } else if (text.startsWith("<?", at)) {
            skipTo("?>");
        } else if (text.regionMatches(true, at, "<!DOCTYPE", 0, 9)) {
            skipDocumentType();
        } else if (isTagStart()) {
            out.append('<');
            at++;
        } else {
            out.append("&lt;");
            at++;
        }
    }

    private boolean isTagStart() {
        if (at + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(at + 1);
        return next == '/' || next == '_' || next == ':' || Character.isLetter(next);
    }

    private void copyTo(String end) {
        int stop = text.indexOf(end, at);
        int limit = stop < 0 ? text.length() : stop + end.length();
        while (at < limit) {
            at += copyCharacter(at);
        }
        if (stop < 0) {
            out.append(end);
        }
    }

    private void skipTo(String end) {
        int stop = text.indexOf(end, at);
        at = stop < 0 ? text.length() : stop + end.length();
    }

    private void skipDocumentType() {
        int depth = 0;
        char quote = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '<') {
                depth++;
            } else if (c == '>' && --depth == 0) {
                at++;
                return;
            }
        }
    }

    private void reference() {
        int end = text.indexOf(';', at, Math.min(text.length(), at + LONGEST_ENTITY + 1));
        if (end < 0) {
            escapeAmpersand();
            return;
        }
        String name = text.substring(at + 1, end);
        if (name.startsWith("#")) {
            number(name.substring(1), end);
        } else if (XML_ENTITIES.contains(name)) {
            out.append(text, at, end + 1);
            at = end + 1;
        } else if (Entities.isNamedEntity(name)) {
            escape(Entities.getByName(name));
            at = end + 1;
        } else {
            escapeAmpersand();
        }
    }

    private void number(String digits, int end) {
        boolean hex = digits.toLowerCase(Locale.ROOT).startsWith("x");
        try {
            int c = hex ? Integer.parseInt(digits, 1, digits.length(), 16) : Integer.parseInt(digits);
            if (isAllowed(c)) {
                escape(meant(c));
            }
            at = end + 1;
        } catch (NumberFormatException notANumber) {
            escapeAmpersand();
        }
    }

    /** Numbers of control characters are meant as windows-1252, as in HTML: {@code &#146;} is an apostrophe. */
    private static String meant(int c) {
        return c >= 0x80 && c <= 0x9F ? new String(new byte[] {(byte) c}, WINDOWS_1252) : Character.toString(c);
    }

    private void escape(String characters) {
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                default -> out.append(c);
            }
        }
    }

    private void escapeAmpersand() {
        out.append("&amp;");
        at++;
    }

    /** @return how many characters of the text were read */
    private int copyCharacter(int index) {
        int c = text.codePointAt(index);
        if (isAllowed(c)) {
            out.appendCodePoint(c);
        }
        return Character.charCount(c);
    }

    /** XML 1.0 section 2.2; a lone surrogate is no character. */
    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= Character.MAX_CODE_POINT;
    }
}
