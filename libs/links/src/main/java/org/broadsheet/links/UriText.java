package org.broadsheet.links;

import java.util.Locale;

/** Text that {@link java.net.URI} accepts, from a part of a URL that the URL Standard accepts. */
final class UriText {
    private static final String REFUSED = "\"<>[\\]^`{|}#";

    private UriText() {}

    /** Percent-encodes what RFC 3986 has no place for; a percent sign that begins no triple becomes {@code %25}. */
    static String strict(String part) {
        var strict = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (REFUSED.indexOf(c) >= 0 || c == '%' && !isTriple(part, i)) {
                strict.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else {
                strict.append(c);
            }
        }
        return strict.toString();
    }

    private static boolean isTriple(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
}
