package org.broadsheet.feed.share;

import static java.lang.Boolean.TRUE;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Service;
import org.broadsheet.events.Verdict;
import org.broadsheet.feed.article.ArticleRepository;
import org.broadsheet.feed.person.Persons;
import org.broadsheet.feed.person.Sharing;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Verdicts on an entry: its articles come into, or leave, the feeds of those who read its source. */
@Singleton
final class EntryScreenedHandler implements MessageHandler<EntryScreened> {
    private final ArticleRepository articles;
    private final ShareRepository shares;
    private final EndingGate gate;
    private final Persons persons;
    private final Arrivals arrivals;

    EntryScreenedHandler(
            ArticleRepository articles, ShareRepository shares, EndingGate gate, Persons persons, Arrivals arrivals) {
        this.articles = articles;
        this.shares = shares;
        this.gate = gate;
        this.persons = persons;
        this.arrivals = arrivals;
    }

    @Override
    public Service service() {
        return Service.FEED;
    }

    @Override
    public Class<EntryScreened> type() {
        return EntryScreened.class;
    }

    /** A change of one reader's rules is hundreds of messages. */
    @Override
    public int batchesAtATime() {
        return 3;
    }

    /** In one order of rows everywhere: transactions wait for each other, never crosswise. */
    @Override
    public void handle(List<Received<EntryScreened>> batch) {
        gate.together();
        var events = newest(batch.stream().map(Received::event).toList());
        var entries = new LinkedHashMap<UUID, EntryIngested>();
        events.forEach(event -> entries.putIfAbsent(event.entry().entryId(), event.entry()));
        var stored = shares.storeEntries(List.copyOf(entries.values()));
        store(events.stream()
                .filter(event -> stored.containsKey(event.entry().entryId()))
                .toList());
        arrivals.arrived(stored.keySet().stream()
                .filter(id -> TRUE.equals(stored.get(id)))
                .toList());
    }

    /** Without what is said of versions that a newer one has followed: of that, every reader is told. */
    private static List<EntryScreened> newest(List<EntryScreened> events) {
        var versions = new HashMap<UUID, Long>();
        events.forEach(
                event -> versions.merge(event.entry().entryId(), event.entry().version(), Math::max));
        return events.stream()
                .filter(event -> Objects.equals(
                        versions.get(event.entry().entryId()), event.entry().version()))
                .toList();
    }

    /** Subscriptions that have ended and users who were forgotten while the verdicts were on their way. */
    private record Gone(Set<UUID> subscriptions, Set<UUID> users) {}

    private Gone gone(List<EntryScreened> events) {
        var verdicts = events.stream().flatMap(e -> e.verdicts().stream()).toList();
        return new Gone(
                shares.ended(verdicts.stream()
                        .flatMap(v -> v.subscriptionIds().stream())
                        .distinct()
                        .toList()),
                shares.forgotten(
                        verdicts.stream().map(Verdict::userId).distinct().toList()));
    }

    private void store(List<EntryScreened> events) {
        if (events.isEmpty()) {
            return;
        }
        var articleIds = articles.ensure(
                events.stream().flatMap(e -> e.entry().links().stream()).toList());
        var gone = gone(events);
        var rows = new ArrayList<ShareRepository.Share>();
        for (var event : events) {
            for (var verdict : event.verdicts()) {
                var subscriptions = verdict.subscriptionIds().stream()
                        .filter(id -> !gone.subscriptions().contains(id))
                        .toList();
                if (!subscriptions.isEmpty() && !gone.users().contains(verdict.userId())) {
                    event.entry()
                            .links()
                            .forEach(link -> rows.add(share(event.entry(), link, verdict, subscriptions, articleIds)));
                }
            }
        }
        rows.sort(Comparator.comparing(ShareRepository.Share::userId)
                .thenComparing(ShareRepository.Share::articleId)
                .thenComparing(share -> share.entry().entryId())
                .thenComparingLong(ShareRepository.Share::rulesVersion));
        var sharings = new HashSet<>(shares.sharings(events));
        rows.forEach(row ->
                sharings.add(new Sharing(row.userId(), row.entry().sharer().key())));
        shares.storeShares(rows);
        shares.withdrawOthers(events.stream()
                .map(event -> links(event, articleIds))
                .sorted(Comparator.comparing(links -> links.entry().entryId()))
                .toList());
        persons.follow(sharings);
    }

    private static ShareRepository.Links links(EntryScreened event, Map<String, UUID> articleIds) {
        return new ShareRepository.Links(
                event.entry(),
                event.verdicts().stream().map(Verdict::userId).sorted().toList(),
                event.entry().links().stream()
                        .map(link -> articleId(link, articleIds))
                        .toList());
    }

    private static ShareRepository.Share share(
            EntryIngested entry,
            EntryLink link,
            Verdict verdict,
            List<UUID> subscriptions,
            Map<String, UUID> articleIds) {
        var hiddenLinks = verdict.hiddenLinks().stream()
                .collect(Collectors.toMap(Verdict.HiddenLink::linkKey, Verdict.HiddenLink::rule, (a, b) -> a));
        var hiddenBy = verdict.hiddenBy() == null ? hiddenLinks.get(link.linkKey()) : verdict.hiddenBy();
        return new ShareRepository.Share(
                verdict.userId(), articleId(link, articleIds), entry, subscriptions, verdict.rulesVersion(), hiddenBy);
    }

    private static UUID articleId(EntryLink link, Map<String, UUID> articleIds) {
        var id = articleIds.get(link.linkKey());
        if (id == null) {
            throw new IllegalStateException("no article for a link of this batch");
        }
        return id;
    }
}
