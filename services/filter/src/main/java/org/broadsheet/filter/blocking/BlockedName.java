package org.broadsheet.filter.blocking;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.broadsheet.links.Rejected;
import org.broadsheet.links.WebUrl;

/**
 * What a reader blocks (algorithms.md 4.3), in the form in which links are compared.
 *
 * @param value {@code example.com} (with all below it), {@code =news.example.com} (this host alone), or
 *     {@code example.com/sport/} (this part of it); lower case, in ASCII
 */
record BlockedName(String value) {
    private static final int MAX_LENGTH = 500;
    private static final int MAX_PATH_DEPTH = 4;

    BlockedName {
        requireNonNull(value, "value");
    }

    /** The kinds, by the names that the API shows. */
    String kind() {
        if (value.startsWith("=")) {
            return "host";
        }
        return value.contains("/") ? "path" : "domain";
    }

    /** Reads what a person writes: with or without scheme, {@code www.} kept, any case, any script. */
    static Optional<BlockedName> parse(String text) {
        var trimmed = text.strip();
        boolean exact = trimmed.startsWith("=");
        var rest = exact ? trimmed.substring(1) : trimmed;
        var address = rest.toLowerCase(Locale.ROOT).matches("https?://.*") ? rest : "http://" + rest;
        if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH || !(parsed(address) instanceof WebUrl url)) {
            return Optional.empty();
        }
        var path = url.path().equals("/") ? "" : withSlash(url.path());
        if (!isBlockable(url) || depth(path) > MAX_PATH_DEPTH || exact && !path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BlockedName((exact ? "=" : "") + url.host() + path));
    }

    private static Object parsed(String address) {
        return switch (WebUrl.parse(address)) {
            case WebUrl url -> url;
            case Rejected rejected -> rejected;
        };
    }

    /** A name with a dot, an address, or this machine; no port and no query, which no name of a link has. */
    private static boolean isBlockable(WebUrl url) {
        boolean host = url.host().contains(".")
                || url.host().startsWith("[")
                || url.host().equals("localhost");
        return host && url.port() < 0 && url.query() == null;
    }

    /** In segments, as the names of links count them. */
    private static long depth(String path) {
        return path.chars().filter(c -> c == '/').count() - 1;
    }

    private static String withSlash(String path) {
        return path.endsWith("/") ? path : path + "/";
    }
}
