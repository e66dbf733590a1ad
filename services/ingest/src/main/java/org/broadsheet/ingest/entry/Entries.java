package org.broadsheet.ingest.entry;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.Event;
import org.broadsheet.ingest.IngestConfig;
import org.broadsheet.ingest.article.Articles;
import org.broadsheet.ingest.article.Description;
import org.broadsheet.ingest.parse.FeedDocument;
import org.broadsheet.ingest.parse.FeedEntry;
import org.broadsheet.ingest.retention.RetentionConfig;
import org.broadsheet.ingest.source.Source;

/** Finds out what of a feed is new or changed, remembers it, and says what is to be told. */
@Singleton
public final class Entries {
    /** A source with fewer than these has all of them remembered for ever. */
    private static final int FEW = 500;

    private final EntryRepository entries;
    private final Articles articles;
    private final IngestConfig config;
    private final RetentionConfig retention;

    Entries(EntryRepository entries, Articles articles, IngestConfig config, RetentionConfig retention) {
        this.entries = entries;
        this.articles = articles;
        this.config = config;
        this.retention = retention;
    }

    /**
     * @param events what is to be published: new and changed entries, and the articles behind them
     * @param added entries that were not seen before
     */
    public record Outcome(List<Event> events, int added) {
        public Outcome {
            events = List.copyOf(events);
        }
    }

    /** How many entries of a source are younger than this. */
    public long countSince(UUID sourceId, Instant since) {
        return entries.countSince(sourceId, since);
    }

    /**
     * Takes a feed's entries in; runs in the transaction that also records the poll. Of a new source the newest
     * {@code first-fill} entries are told and whatever else is young; of a known one at most {@code max-new} new ones.
     * The others are remembered, so that they are not new the next time.
     *
     * @param source locked
     */
    public Outcome take(Source source, FeedDocument feed, Instant now) {
        var byGuid = new LinkedHashMap<String, FeedEntry>();
        feed.entries().forEach(entry -> byGuid.put(entry.guid(), entry));
        var seen = entries.seen(source.id(), byGuid.keySet());
        var changed = new LinkedHashMap<SeenEntry, FeedEntry>(changed(byGuid, seen));
        var added = added(source, byGuid, seen, now);
        changed.putAll(added);
        entries.store(source.id(), changed.keySet(), now);
        if (source.entries() > FEW) {
            entries.forget(source.id(), now.minus(retention.entries()), byGuid.keySet());
        }
        changed.keySet().removeIf(entry -> entry.version() == 0);
        return new Outcome(events(source, new EntryMessages(source, feed), changed, now), added.size());
    }

    /** An entry of the archive that was never told stays untold, whatever becomes of it. */
    private static Map<SeenEntry, FeedEntry> changed(Map<String, FeedEntry> byGuid, Map<String, SeenEntry> seen) {
        var changed = new LinkedHashMap<SeenEntry, FeedEntry>();
        seen.values().stream().filter(known -> known.version() > 0).forEach(known -> {
            var entry = byGuid.get(known.guid());
            String hash = entry == null ? known.contentHash() : EntryMessages.contentHash(entry);
            if (entry != null && !hash.equals(known.contentHash())) {
                changed.put(
                        new SeenEntry(known.id(), known.guid(), known.version() + 1, hash, known.sharedAt()), entry);
            }
        });
        return changed;
    }

    private Map<SeenEntry, FeedEntry> added(
            Source source, Map<String, FeedEntry> byGuid, Map<String, SeenEntry> seen, Instant now) {
        var fresh = byGuid.values().stream()
                .filter(entry -> !seen.containsKey(entry.guid()))
                .toList();
        var dates = new LinkedHashMap<FeedEntry, Instant>();
        fresh.forEach(entry -> dates.put(entry, date(entry, now, dates.size())));
        var told = told(source, dates, now);
        var added = new LinkedHashMap<SeenEntry, FeedEntry>();
        for (var entry : fresh) {
            var date = dates.getOrDefault(entry, now);
            added.put(
                    new SeenEntry(
                            UuidCreator.getTimeOrderedEpoch(),
                            entry.guid(),
                            told.contains(entry.guid()) ? 1 : 0,
                            EntryMessages.contentHash(entry),
                            date),
                    entry);
        }
        return added;
    }

    /** Its own date; without one it is of now, and the entries of a feed keep their order. */
    private static Instant date(FeedEntry entry, Instant now, int place) {
        var own = entry.published() == null ? entry.updated() : entry.published();
        return own == null ? now.minusMillis(place) : own;
    }

    private Set<String> told(Source source, Map<FeedEntry, Instant> fresh, Instant now) {
        boolean first = !source.hasWorked();
        var young = now.minus(config.firstFillAge());
        int any = first ? config.firstFill() : config.maxNew();
        var told = new HashSet<String>();
        fresh.entrySet().stream()
                .sorted(comparing(Map.Entry<FeedEntry, Instant>::getValue, reverseOrder()))
                .filter(entry -> told.size() < any || first && entry.getValue().isAfter(young))
                .forEach(entry -> told.add(entry.getKey().guid()));
        return told;
    }

    private List<Event> events(Source source, EntryMessages messages, Map<SeenEntry, FeedEntry> told, Instant now) {
        var events = new ArrayList<Event>();
        var links = new LinkedHashMap<String, EntryLink>();
        told.forEach((seen, entry) -> {
            var ingested = messages.ingested(seen, entry);
            ingested.links().forEach(link -> links.putIfAbsent(link.linkKey(), link));
            events.add(ingested);
        });
        articles.see(links.values(), now);
        var own = new LinkedHashMap<String, Description>();
        told.values().stream()
                .filter(messages::isOwnArticle)
                .forEach(entry -> own.putIfAbsent(linkKey(entry), messages.description(entry)));
        events.addAll(articles.describedByFeed(source.id(), own));
        return events;
    }

    private static String linkKey(FeedEntry entry) {
        return entry.links().getFirst().link().linkKey();
    }
}
