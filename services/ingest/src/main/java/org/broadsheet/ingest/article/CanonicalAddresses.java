package org.broadsheet.ingest.article;

import java.util.Optional;
import org.broadsheet.events.CanonicalAddress;
import org.broadsheet.links.Link;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/** Which other article a page wants to be (algorithms.md 4.2, step 7). */
final class CanonicalAddresses {
    private static final LinkParser PARSER = new LinkParser();

    private CanonicalAddresses() {}

    /**
     * The address that a page names, made a link as an entry's would be. A page may speak for its own site alone: where it
     * was found after redirects does not count, where the link led does.
     *
     * @param linkKey of the page's article, {@code url} its address
     * @param named absolute; null where the page names none
     * @return empty if it is the same article, of another site, a front page, or no link
     */
    static Optional<CanonicalAddress> of(String linkKey, String url, @Nullable String named) {
        return named != null
                        && PARSER.parse(named, (WebUrl) null) instanceof Link other
                        && PARSER.parse(url, (WebUrl) null) instanceof Link own
                        && !other.linkKey().equals(linkKey)
                        && other.domain().equals(own.domain())
                        && !isFrontPage(other)
                ? Optional.of(new CanonicalAddress(other.linkKey(), other.fetchUrl(), url, own.domain()))
                : Optional.empty();
    }

    /** Of what was named, tracking may have been all. */
    private static boolean isFrontPage(Link link) {
        return !(WebUrl.parse(link.fetchUrl()) instanceof WebUrl url) || url.isHomePage();
    }
}
