package org.broadsheet.filter.entry;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.broadsheet.events.EntryLink;

/**
 * The names by which a link can be blocked (algorithms.md 4.3): each domain that it lies in ({@code news.example.com},
 * {@code example.com}), its exact host ({@code =news.example.com}), and each domain with the beginnings of its path
 * ({@code example.com/sport/}). A link is blocked exactly if one of its names is in the reader's set, so the test is the
 * overlap of two arrays, whatever kinds of names the set mixes.
 */
public final class LinkNames {
    /** A longer beginning of a path can't be blocked. */
    static final int MAX_PATH_DEPTH = 4;

    private LinkNames() {}

    public static List<String> of(EntryLink link) {
        var names = new LinkedHashSet<String>();
        names.add("=" + link.host());
        var beginnings = pathBeginnings(link.url());
        for (var domain : domains(link)) {
            names.add(domain);
            beginnings.forEach(path -> names.add(domain + path));
        }
        return List.copyOf(names);
    }

    /** The host and every parent of it with at least two labels; an address or a single label only itself. */
    private static Set<String> domains(EntryLink link) {
        var domains = new LinkedHashSet<String>();
        domains.add(link.host());
        domains.add(link.domain());
        if (isAddress(link.host())) {
            return domains;
        }
        var rest = link.host();
        for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
            domains.add(rest);
            rest = rest.substring(dot + 1);
        }
        return domains;
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || Character.isDigit(host.charAt(host.length() - 1));
    }

    private static List<String> pathBeginnings(String url) {
        var beginnings = new LinkedHashSet<String>();
        var path = path(url);
        int depth = 0;
        for (int slash = path.indexOf('/', 1);
                slash > 0 && depth < MAX_PATH_DEPTH;
                slash = path.indexOf('/', slash + 1)) {
            beginnings.add(path.substring(0, slash + 1));
            depth++;
        }
        return List.copyOf(beginnings);
    }

    private static String path(String url) {
        try {
            var path = URI.create(url).getRawPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException e) {
            int start = url.indexOf('/', url.indexOf("//") + 2);
            return start < 0 ? "" : url.substring(start).replaceFirst("[?#].*", "");
        }
    }
}
