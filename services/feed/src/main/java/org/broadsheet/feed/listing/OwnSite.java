package org.broadsheet.feed.listing;

import java.util.Collection;
import org.broadsheet.links.WebUrl;

/**
 * Where an article lies, as its publisher would have to have proved it: its registrable domain, or the host itself for those
 * who own but a part of a domain.
 */
record OwnSite(String host, String domain) {
    private static final String WWW = "www.";

    static OwnSite of(String url, String domain) {
        return new OwnSite(WebUrl.parse(url) instanceof WebUrl web ? web.host() : domain, domain);
    }

    /** Whether one of these hosts is its domain, or is its host or above that: a handle of a host is no proof of its domain. */
    boolean isAmong(Collection<String> sites) {
        return sites.stream()
                .map(site -> site.startsWith(WWW) ? site.substring(WWW.length()) : site)
                .anyMatch(site -> site.equals(domain) || host.equals(site) || host.endsWith("." + site));
    }
}
