package org.broadsheet.ingest.article;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The title of a window, which often names the site as well, at its end or its beginning. */
final class PageTitle {
    private static final Pattern DIVIDER = Pattern.compile("\\s+[|\\-–—·•:»]\\s+|\\s*[|»•]\\s*");

    private PageTitle() {}

    /**
     * @param site the site's name or host
     * @param heading the page's first, which names the article alone
     */
    static String withoutSite(String title, String site, Optional<String> heading) {
        var own = heading.filter(text ->
                DIVIDER.splitAsStream(title).anyMatch(part -> plain(part).equals(plain(text))));
        return own.orElseGet(() -> withoutSite(title, site));
    }

    private static String withoutSite(String title, String site) {
        var divider = DIVIDER.matcher(title);
        int firstEnd = -1;
        int lastStart = -1;
        int lastEnd = -1;
        int begin = 0;
        while (divider.find()) {
            if (firstEnd < 0) {
                firstEnd = divider.end();
                begin = divider.start();
            }
            lastStart = divider.start();
            lastEnd = divider.end();
        }
        if (firstEnd < 0) {
            return title;
        }
        if (isName(title.substring(lastEnd), site)) {
            return title.substring(0, lastStart).strip();
        }
        return isName(title.substring(0, begin), site)
                ? title.substring(firstEnd).strip()
                : title;
    }

    /** The name itself, or what the host is called by: "Example" of www.example.org. */
    private static boolean isName(String part, String site) {
        String plain = plain(part);
        String name = plain(site);
        return !plain.isEmpty()
                && (name.equals(plain) || name.replaceFirst("^www\\.", "").startsWith(plain + "."));
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }
}
