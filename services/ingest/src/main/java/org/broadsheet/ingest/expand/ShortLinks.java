package org.broadsheet.ingest.expand;

import static java.util.stream.Collectors.toMap;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.broadsheet.ingest.Jitter;
import org.broadsheet.ingest.parse.FeedDocument;
import org.broadsheet.ingest.parse.FeedEntry;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.Expansion;
import org.broadsheet.links.fetch.Shorteners;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the short links of a feed by where they lead, from memory or by asking. Blocks for the time of one poll's
 * expansions at most; a link that leads nowhere, or was not looked up in time, stays as it is. Must not run in a
 * transaction.
 */
@Singleton
public final class ShortLinks {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration FAILURE_KEPT = Duration.ofHours(1);
    private static final double JITTER = 0.25;
    /** Of one poll; a feed of a thousand entries must not ask the database for all that it could name. */
    private static final int MAX_LINKS = 1_000;

    private final Shorteners shorteners;
    private final ExpansionRepository memory;
    private final ExpansionRun run;
    private final ExpansionMetrics metrics;
    private final InstantSource clock;
    private final Jitter jitter = new Jitter(JITTER, RandomGenerator.getDefault());

    ShortLinks(
            @Named("ingest") Shorteners shorteners,
            ExpansionRepository memory,
            ExpansionRun run,
            ExpansionMetrics metrics,
            InstantSource clock) {
        this.shorteners = shorteners;
        this.memory = memory;
        this.run = run;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @param foundAt the address of the feed */
    public FeedDocument expand(FeedDocument feed, String foundAt) {
        var links = shortLinks(feed.entries());
        if (links.isEmpty()) {
            return feed;
        }
        var entries = new ExpandedEntries(targets(links), foundAt);
        return feed.with(feed.entries().stream().map(entries::of).toList());
    }

    private Map<String, WebUrl> shortLinks(List<FeedEntry> entries) {
        var links = new LinkedHashMap<String, WebUrl>();
        for (var entry : entries) {
            for (var found : entry.links()) {
                if (links.size() < MAX_LINKS
                        && WebUrl.parse(found.link().fetchUrl()) instanceof WebUrl url
                        && shorteners.lists(url)) {
                    links.put(found.link().fetchUrl(), url);
                }
            }
        }
        return links;
    }

    /** Where they lead, as far as it is known in the end. */
    private Map<String, String> targets(Map<String, WebUrl> links) {
        var now = clock.instant();
        var known = memory.find(links.keySet());
        var unknown = links.entrySet().stream()
                .filter(link -> !isFresh(known.get(link.getKey()), now))
                .map(Map.Entry::getValue)
                .toList();
        metrics.count("remembered", links.size() - unknown.size());
        var all = new HashMap<>(known);
        if (!unknown.isEmpty()) {
            var found = lookUp(unknown, now);
            found.forEach((url, target) -> all.merge(url, target, (old, next) -> next.target() == null ? old : next));
        }
        return all.values().stream()
                .filter(expansion -> expansion.target() != null)
                .collect(toMap(KnownTarget::url, KnownTarget::target));
    }

    private static boolean isFresh(@Nullable KnownTarget known, Instant now) {
        return known != null && known.expiresAt().isAfter(now);
    }

    private Map<String, KnownTarget> lookUp(List<WebUrl> links, Instant now) {
        var expansions = run.expand(links);
        metrics.count(expansions.values());
        metrics.count("postponed", links.size() - expansions.size());
        var found = new HashMap<String, KnownTarget>();
        expansions.forEach((link, expansion) -> {
            switch (expansion) {
                case Expansion.Expanded(WebUrl target) ->
                    found.put(link.toString(), new KnownTarget(link.toString(), target.toString(), now.plus(KEPT)));
                case Expansion.NotExpanded _ ->
                    found.put(
                            link.toString(), new KnownTarget(link.toString(), null, now.plus(jitter.of(FAILURE_KEPT))));
                case Expansion.Postponed() -> {}
            }
        });
        if (!found.isEmpty()) {
            memory.store(found.values());
            memory.forget(now);
        }
        return found;
    }
}
