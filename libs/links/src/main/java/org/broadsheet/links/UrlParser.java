package org.broadsheet.links;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses one URL: the basic parser of the URL Standard (section 4.4) for the two schemes that we know. */
final class UrlParser {
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):");
    private static final int MAX_PORT = 65_535;

    private final String input;
    private final @Nullable WebUrl base;

    UrlParser(String text, @Nullable WebUrl base) {
        this.input = clean(text);
        this.base = base;
    }

    private static String clean(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        var kept = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != '\t' && c != '\n' && c != '\r' && c != '\0') {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /** @throws UrlRefusal if it is not a URL that we take */
    WebUrl parse() {
        var scheme = SCHEME.matcher(input);
        if (!scheme.find()) {
            if (base == null) {
                throw new UrlRefusal(RejectReason.NOT_ABSOLUTE);
            }
            return relative(base, input);
        }
        String name = scheme.group(1).toLowerCase(Locale.ROOT);
        if (!name.equals("http") && !name.equals("https")) {
            throw new UrlRefusal(RejectReason.UNSUPPORTED_SCHEME);
        }
        String rest = input.substring(scheme.end());
        // "http:page" is relative to an http base, an oddity that browsers share.
        if (base != null && base.scheme().equals(name) && !startsWithTwoSlashes(rest)) {
            return relative(base, rest);
        }
        return absolute(name, rest);
    }

    private static boolean startsWithTwoSlashes(String text) {
        return text.length() > 1 && isSlash(text.charAt(0)) && isSlash(text.charAt(1));
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    private static WebUrl relative(WebUrl base, String text) {
        if (startsWithTwoSlashes(text)) {
            return absolute(base.scheme(), text);
        }
        if (text.isEmpty()) {
            return base.withoutFragment();
        }
        char first = text.charAt(0);
        if (first == '#') {
            return new WebUrl(base.scheme(), base.host(), base.port(), base.path(), base.query(), fragment(text, 0));
        }
        if (first == '?') {
            return target(base.scheme(), base.host(), base.port(), base.path() + text, false);
        }
        String directory = base.path().substring(0, base.path().lastIndexOf('/') + 1);
        return target(base.scheme(), base.host(), base.port(), isSlash(first) ? text : directory + text, true);
    }

    private static WebUrl absolute(String scheme, String text) {
        int start = 0;
        while (start < text.length() && isSlash(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && "/\\?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(start, end);
        boolean backslash = text.lastIndexOf('\\', Math.min(end, text.length() - 1)) >= 0;
        if (backslash) {
            throw new UrlRefusal(RejectReason.BACKSLASH);
        }
        if (authority.indexOf('@') >= 0) {
            throw new UrlRefusal(RejectReason.USER_INFO);
        }
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = HostParser.parse(hasPort ? authority.substring(0, colon) : authority);
        int port = hasPort ? port(scheme, authority.substring(colon + 1)) : -1;
        return target(scheme, host, port, text.substring(end), true);
    }

    private static int port(String scheme, String digits) {
        if (digits.isEmpty()) {
            return -1;
        }
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new UrlRefusal(RejectReason.BAD_PORT);
        }
        String plain = digits.replaceFirst("^0+(?=.)", "");
        int port = plain.length() > 5 ? MAX_PORT + 1 : Integer.parseInt(plain);
        if (port > MAX_PORT) {
            throw new UrlRefusal(RejectReason.BAD_PORT);
        }
        return port == WebUrl.defaultPort(scheme) ? -1 : port;
    }

    /** Everything after the authority. */
    private static WebUrl target(String scheme, String host, int port, String text, boolean encodePath) {
        int hash = text.indexOf('#');
        String beforeHash = hash < 0 ? text : text.substring(0, hash);
        int mark = beforeHash.indexOf('?');
        String path = mark < 0 ? beforeHash : beforeHash.substring(0, mark);
        String query = mark < 0 ? null : PercentCoding.encode(beforeHash.substring(mark + 1), PercentCoding.QUERY_SET);
        return new WebUrl(scheme, host, port, encodePath ? path(path) : path, query, fragment(text, hash));
    }

    private static @Nullable String fragment(String text, int hash) {
        return hash < 0 ? null : PercentCoding.encode(text.substring(hash + 1), PercentCoding.FRAGMENT_SET);
    }

    private static String path(String text) {
        var segments = new ArrayDeque<String>();
        String[] parts = text.replace('\\', '/').split("/", -1);
        int first = parts[0].isEmpty() && parts.length > 1 ? 1 : 0;
        for (int i = first; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            switch (parts[i].toLowerCase(Locale.ROOT).replace("%2e", ".")) {
                case "." -> addIf(last, segments);
                case ".." -> {
                    segments.pollLast();
                    addIf(last, segments);
                }
                default -> segments.addLast(PercentCoding.encode(parts[i], PercentCoding.PATH_SET));
            }
        }
        return "/" + String.join("/", segments);
    }

    /** A dot segment at the end leaves a directory, whose path ends with a slash. */
    private static void addIf(boolean last, ArrayDeque<String> segments) {
        if (last) {
            segments.addLast("");
        }
    }
}
