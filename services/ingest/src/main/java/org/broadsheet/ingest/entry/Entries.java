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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.Event;
import org.broadsheet.events.Network;
import org.broadsheet.ingest.IngestConfig;
import org.broadsheet.ingest.article.Articles;
import org.broadsheet.ingest.article.Description;
import org.broadsheet.ingest.retention.RetentionConfig;
import org.broadsheet.ingest.source.Source;

/** Finds out what of a source is new, changed or taken back, remembers it, and says what is to be told. */
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
     * @param events what is to be published: entries that are new, changed or taken back, and the articles behind them
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
     * Takes in what a source publishes; runs in the transaction that also records the poll. Of a new source the newest
     * {@code first-fill} entries are told and whatever else is young; of a known one at most {@code mostNew} new
     * ones. The others are remembered, so that they are not new the next time.
     *
     * @param source locked
     * @param published in the order of the source; of those that share a guid the last one counts
     */
    public Outcome take(Source source, List<Published> published, int mostNew, Instant now) {
        var byGuid = new LinkedHashMap<String, Published>();
        published.forEach(entry -> byGuid.put(entry.guid(), entry));
        var seen = entries.seen(source.id(), byGuid.keySet());
        var news = new LinkedHashMap<SeenEntry, Published>(changed(byGuid, seen));
        var added = added(source, byGuid, seen, mostNew, now);
        news.putAll(added);
        var withdrawn = seen.values().stream()
                .filter(known -> known.isTold() && withheld(byGuid, known))
                .map(SeenEntry::withdrawn)
                .toList();
        entries.store(source.id(), news.keySet(), now);
        entries.store(source.id(), withdrawn, now);
        if (source.entries() > FEW) {
            entries.forget(source.id(), now.minus(retention.entries()), byGuid.keySet());
        }
        news.keySet().removeIf(entry -> entry.version() == 0);
        return new Outcome(
                Stream.concat(events(source, news, now).stream(), taken(source, withdrawn))
                        .toList(),
                added.size());
    }

    /**
     * Takes entries back.
     *
     * @param source locked
     * @param gone those of these guids that were told and stand there still are told once more, as entries without anything
     */
    public List<Event> withdraw(Source source, Predicate<String> gone, Instant now) {
        var withdrawn = entries.told(source.id(), now.minus(retention.entries())).stream()
                .filter(known -> gone.test(known.guid()))
                .map(SeenEntry::withdrawn)
                .toList();
        entries.store(source.id(), withdrawn, now);
        return taken(source, withdrawn).toList();
    }

    private static Stream<Event> taken(Source source, List<SeenEntry> withdrawn) {
        return withdrawn.stream()
                .map(entry -> EntryIngested.withdrawn(entry.id(), source.id(), entry.version(), entry.sharedAt()));
    }

    private static boolean withheld(Map<String, Published> byGuid, SeenEntry known) {
        var entry = byGuid.get(known.guid());
        return entry != null && entry.withheld();
    }

    /** An entry of the archive that was never told stays untold, whatever becomes of it. */
    private static Map<SeenEntry, Published> changed(Map<String, Published> byGuid, Map<String, SeenEntry> seen) {
        var changed = new LinkedHashMap<SeenEntry, Published>();
        seen.values().stream().filter(known -> known.version() > 0).forEach(known -> {
            var entry = byGuid.get(known.guid());
            var hash = entry == null ? known.contentHash() : entry.contentHash();
            if (entry != null && !entry.withheld() && !hash.equals(known.contentHash())) {
                changed.put(known.changed(hash), entry);
            }
        });
        return changed;
    }

    private Map<SeenEntry, Published> added(
            Source source, Map<String, Published> byGuid, Map<String, SeenEntry> seen, int mostNew, Instant now) {
        var fresh = byGuid.values().stream()
                .filter(entry -> !seen.containsKey(entry.guid()))
                .toList();
        var dates = new LinkedHashMap<Published, Instant>();
        fresh.forEach(entry -> dates.put(entry, date(entry, now, dates.size())));
        var told = told(source, dates, mostNew, now);
        var added = new LinkedHashMap<SeenEntry, Published>();
        for (var entry : fresh) {
            var date = dates.getOrDefault(entry, now);
            added.put(
                    new SeenEntry(
                            UuidCreator.getTimeOrderedEpoch(),
                            entry.guid(),
                            told.contains(entry.guid()) ? 1 : 0,
                            entry.contentHash(),
                            date),
                    entry);
        }
        return added;
    }

    /** Its own date; without one it is of now, and the entries of a feed keep their order. */
    private static Instant date(Published entry, Instant now, int place) {
        return entry.date() == null ? now.minusMillis(place) : entry.date();
    }

    private Set<String> told(Source source, Map<Published, Instant> fresh, int mostNew, Instant now) {
        boolean first = !source.hasWorked();
        var young = now.minus(config.firstFillAge());
        int any = first ? config.firstFill() : mostNew;
        var told = new HashSet<String>();
        fresh.entrySet().stream()
                .filter(entry -> !entry.getKey().withheld())
                .sorted(comparing(Map.Entry<Published, Instant>::getValue, reverseOrder()))
                .filter(entry -> told.size() < any || first && entry.getValue().isAfter(young))
                .forEach(entry -> told.add(entry.getKey().guid()));
        return told;
    }

    /** Most posts have no link; one that never had any brings nothing to anybody. */
    private List<Event> events(Source source, Map<SeenEntry, Published> news, Instant now) {
        var events = new ArrayList<Event>();
        var links = new LinkedHashMap<String, EntryLink>();
        var own = new LinkedHashMap<String, Description>();
        news.forEach((seen, entry) -> {
            boolean isPost = entry.sharer().network() != Network.FEED;
            if (isPost && entry.links().isEmpty() && seen.version() == 1) {
                return;
            }
            events.add(entry.ingested(seen, source.id()));
            entry.links().forEach(link -> links.putIfAbsent(link.linkKey(), link));
            if (entry.own() != null) {
                own.putIfAbsent(entry.links().getFirst().linkKey(), entry.own());
            }
        });
        articles.see(links.values(), now);
        events.addAll(articles.describedByFeed(source.id(), own));
        return events;
    }
}
