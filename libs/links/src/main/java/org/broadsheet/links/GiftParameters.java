package org.broadsheet.links;

import java.util.Map;
import java.util.Set;

/**
 * Parameters by which a subscriber gives an article to others. They are no part of what the article is, but a reader may
 * use them, so they are set apart and not thrown away.
 */
final class GiftParameters {
    private static final Map<String, Set<String>> BY_SITE = Map.ofEntries(
            Map.entry("nytimes.com", Set.of("unlocked_article_code")),
            Map.entry("washingtonpost.com", Set.of("pwapi_token")),
            Map.entry("wsj.com", Set.of("st")),
            Map.entry("ft.com", Set.of("accesstoken")),
            Map.entry("bloomberg.com", Set.of("accesstoken")),
            Map.entry("theatlantic.com", Set.of("gift")),
            Map.entry("haaretz.com", Set.of("gift")),
            Map.entry("economist.com", Set.of("giftid")),
            Map.entry("medium.com", Set.of("sk")),
            Map.entry("theverge.com", Set.of("view_token")),
            Map.entry("newyorker.com", Set.of("gift")),
            Map.entry("theinformation.com", Set.of("giftcode")),
            Map.entry("bostonglobe.com", Set.of("gift")),
            Map.entry("sueddeutsche.de", Set.of("sztoken")),
            Map.entry("zeit.de", Set.of("freebie")),
            Map.entry("spiegel.de", Set.of("giftcode")),
            Map.entry("lemonde.fr", Set.of("lmd_gift")));

    private GiftParameters() {}

    static WebUrl strip(WebUrl url) {
        return HostMatch.bySite(BY_SITE, url.host())
                .map(names -> QueryPair.without(url, pair -> names.contains(pair.lowerName())))
                .orElse(url);
    }
}
