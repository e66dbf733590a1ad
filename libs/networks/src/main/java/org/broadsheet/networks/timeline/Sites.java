package org.broadsheet.networks.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.links.RegistrableDomain;
import org.broadsheet.links.WebUrl;
import org.jsoup.Jsoup;

/** Which hosts an account has proved to be its own. */
final class Sites {
    static final int MAX = 4;
    private static final int LONGEST_HOST = 253;
    private static final int READ = 4_096;
    /** What the network shows where a handle leads nowhere any more. */
    private static final String INVALID_HANDLE = "handle.invalid";

    private Sites() {}

    /**
     * Of Mastodon: fields of the profile whose link leads back to it ({@code rel=me}). A page of a host proves nothing of the
     * host, which has pages of others, so front pages alone count.
     */
    static List<String> ofMastodon(JsonNode account) {
        return Tree.list(account.path("fields")).stream()
                .filter(field -> Tree.text(field, "verified_at").isPresent())
                .flatMap(field -> link(field.path("value").asText("")).stream())
                .filter(url -> url.isHomePage() && url.port() < 0)
                .flatMap(url -> site(url.host()))
                .distinct()
                .limit(MAX)
                .toList();
    }

    /** Of Bluesky: the handle is a domain whose owner says whose it is. */
    static List<String> ofBluesky(JsonNode account) {
        return Tree.id(account, "handle").stream()
                .map(handle -> handle.toLowerCase(Locale.ROOT))
                .filter(handle -> !handle.equals(INVALID_HANDLE))
                .flatMap(Sites::site)
                .toList();
    }

    private static Optional<WebUrl> link(String html) {
        var anchor = Jsoup.parseBodyFragment(html.substring(0, Math.min(READ, html.length())))
                .selectFirst("a[href]");
        return anchor != null && WebUrl.parse(anchor.attr("href")) instanceof WebUrl url
                ? Optional.of(url)
                : Optional.empty();
    }

    /** Names alone: an address, or a suffix that many register below, is nobody's. */
    private static Stream<String> site(String host) {
        return host.length() <= LONGEST_HOST && RegistrableDomain.of(host).isPresent()
                ? Stream.of(host)
                : Stream.empty();
    }
}
