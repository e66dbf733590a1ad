package org.broadsheet.links.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A page that stands where a redirect was expected, and names its target. */
final class RedirectPage {
    private static final Pattern REFRESH =
            Pattern.compile("(?is)^\\s*[\\d.]*\\s*[;,]?\\s*url\\s*=\\s*['\"]?(.*?)['\"]?\\s*$");
    /** What lnkd.in shows to programs that it does not know: a warning with one marked link. */
    private static final String WARNED_OF = "a[data-tracking-control-name=external_url_click]";

    private RedirectPage() {}

    /** Where the page sends its reader, as it is written there. */
    static Optional<String> target(byte[] html) {
        var page = Jsoup.parse(new String(html, UTF_8));
        return refresh(page)
                .or(() -> Optional.ofNullable(page.selectFirst(WARNED_OF)).map(link -> link.attr("href")))
                .filter(target -> !target.isBlank());
    }

    private static Optional<String> refresh(Document page) {
        return page.select("meta[http-equiv=refresh]").stream()
                .map(meta -> REFRESH.matcher(meta.attr("content")))
                .filter(match -> match.matches())
                .map(match -> match.group(1))
                .findFirst();
    }
}
