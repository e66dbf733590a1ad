package org.broadsheet.feed.share;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Service;
import org.broadsheet.events.Verdict;
import org.broadsheet.feed.article.ArticleRepository;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Verdicts on an entry: its articles come into, or leave, the feeds of those who read its source. */
@Singleton
final class EntryScreenedHandler implements MessageHandler<EntryScreened> {
    private final ArticleRepository articles;
    private final ShareRepository shares;
    private final EndingGate gate;

    EntryScreenedHandler(ArticleRepository articles, ShareRepository shares, EndingGate gate) {
        this.articles = articles;
        this.shares = shares;
        this.gate = gate;
    }

    @Override
    public Service service() {
        return Service.FEED;
    }

    @Override
    public Class<EntryScreened> type() {
        return EntryScreened.class;
    }

    /** In the order of entries and, below, of users and articles: transactions wait for each other, never crosswise. */
    @Override
    public void handle(List<Received<EntryScreened>> batch) {
        gate.together();
        var events = batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing((EntryScreened e) -> e.entry().entryId())
                        .thenComparing(e -> e.entry().version()))
                .toList();
        var articleIds = articles.ensure(
                events.stream().flatMap(e -> e.entry().links().stream()).toList());
        var gone = gone(events);
        events.forEach(event -> store(event, articleIds, gone));
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

    private void store(EntryScreened event, Map<String, UUID> articleIds, Gone gone) {
        var entry = event.entry();
        if (!shares.storeEntry(entry)) {
            return; // A newer version was said to every reader, links that only this one has are withdrawn.
        }
        var rows = new ArrayList<ShareRepository.Share>();
        for (var verdict : event.verdicts()) {
            var subscriptions = verdict.subscriptionIds().stream()
                    .filter(id -> !gone.subscriptions().contains(id))
                    .toList();
            if (!subscriptions.isEmpty() && !gone.users().contains(verdict.userId())) {
                entry.links().forEach(link -> rows.add(share(link, verdict, subscriptions, articleIds)));
            }
        }
        rows.sort(Comparator.comparing(ShareRepository.Share::userId).thenComparing(ShareRepository.Share::articleId));
        if (!rows.isEmpty()) {
            shares.storeShares(entry, rows);
        }
        shares.withdrawOthers(
                entry,
                event.verdicts().stream().map(Verdict::userId).sorted().toList(),
                entry.links().stream().map(link -> articleId(link, articleIds)).toList());
    }

    private static ShareRepository.Share share(
            EntryLink link, Verdict verdict, List<UUID> subscriptions, Map<String, UUID> articleIds) {
        var hiddenLinks = verdict.hiddenLinks().stream()
                .collect(Collectors.toMap(Verdict.HiddenLink::linkKey, Verdict.HiddenLink::rule, (a, b) -> a));
        var hiddenBy = verdict.hiddenBy() == null ? hiddenLinks.get(link.linkKey()) : verdict.hiddenBy();
        return new ShareRepository.Share(
                verdict.userId(), articleId(link, articleIds), subscriptions, verdict.rulesVersion(), hiddenBy);
    }

    private static UUID articleId(EntryLink link, Map<String, UUID> articleIds) {
        var id = articleIds.get(link.linkKey());
        if (id == null) {
            throw new IllegalStateException("no article for a link of this batch");
        }
        return id;
    }
}
