package org.broadsheet.ingest.expand;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.ingest.parse.FeedEntry;
import org.broadsheet.links.FoundLink;
import org.broadsheet.links.Link;
import org.broadsheet.links.LinkExtractor;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/** The entries of a feed with the targets of their short links, judged as if they had stood in the feed themselves. */
final class ExpandedEntries {
    private final LinkParser parser = new LinkParser();
    private final LinkExtractor extractor = new LinkExtractor(parser);
    private final Map<String, String> targets;
    private final @Nullable URI foundAt;

    /** @param targets by the link's {@code fetchUrl} */
    ExpandedEntries(Map<String, String> targets, String foundAt) {
        this.targets = Map.copyOf(targets);
        this.foundAt = WebUrl.parse(foundAt) instanceof WebUrl url ? url.toUri() : null;
    }

    FeedEntry of(FeedEntry entry) {
        return entry.links().stream().noneMatch(found -> isKnown(found.link()))
                ? entry
                : entry.at(url(entry.url()), links(entry.links()));
    }

    private boolean isKnown(Link link) {
        return targets.containsKey(link.fetchUrl());
    }

    /** Two short links to one page become one; what is no article goes. */
    private List<FoundLink> links(List<FoundLink> found) {
        var links = new LinkedHashMap<String, FoundLink>();
        found.forEach(each -> target(each.link())
                .ifPresent(link -> links.putIfAbsent(link.linkKey(), new FoundLink(link, each.text()))));
        return List.copyOf(links.values());
    }

    /** Its own address too: a feed that a shortener wrote names nothing but short links. */
    private @Nullable String url(@Nullable String own) {
        return own != null && parser.parse(own, foundAt) instanceof Link link && isKnown(link)
                ? target(link).map(Link::fetchUrl).orElse(own)
                : own;
    }

    private Optional<Link> target(Link link) {
        String target = targets.get(link.fetchUrl());
        if (target == null) {
            return Optional.of(link);
        }
        return extractor.parse(target, foundAt) instanceof Link there
                ? Optional.of(new Link(
                        link.raw(), there.fetchUrl(), there.linkKey(), there.host(), there.domain(), there.giftUrl()))
                : Optional.empty();
    }
}
