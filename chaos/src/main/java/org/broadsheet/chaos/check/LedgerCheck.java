package org.broadsheet.chaos.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.chaos.load.Api;
import org.broadsheet.chaos.load.Article;
import org.broadsheet.chaos.load.Profile;
import org.broadsheet.chaos.load.Reading;
import org.broadsheet.chaos.load.Register;
import org.broadsheet.chaos.source.FakeSource;
import org.broadsheet.chaos.source.Newsroom;

/** Reads everybody's things when all has come to rest, and holds them against the ledgers (I1, I2, I3, I8, I9). */
public final class LedgerCheck {
    private static final int PAGE = 100;

    private final Newsroom newsroom;
    private final Findings findings;
    private final FeedCheck feeds;
    private long deliveries;
    private long articles;

    public LedgerCheck(Newsroom newsroom, Findings findings) {
        this.newsroom = newsroom;
        this.findings = findings;
        this.feeds = new FeedCheck(findings);
    }

    /** Times that an article had to come to somebody by a source. */
    public long deliveries() {
        return deliveries;
    }

    /** Articles that were listed. */
    public long articles() {
        return articles;
    }

    /** @return whether everything could be read */
    public boolean check(Collection<Profile> people) {
        boolean all = true;
        for (var person : people) {
            all &= person.api().map(api -> check(person, api)).orElse(false);
        }
        return all;
    }

    private boolean check(Profile who, Api api) {
        var items = Reading.items(api, "sources", PAGE);
        var sources = items.map(of -> texts(of, "url"));
        var blocked = Reading.items(api, "blocked-domains", PAGE).map(of -> texts(of, "domain"));
        var listed = Reading.articles(api, "feed?order=newest", PAGE);
        var hidden = Reading.items(api, "feed/hidden", PAGE)
                .map(of -> of.stream().map(item -> item.path("url").asText()).toList());
        var saved = Reading.articles(api, "feed?order=newest&state=saved", PAGE);
        if (items.isEmpty()
                || sources.isEmpty()
                || blocked.isEmpty()
                || listed.isEmpty()
                || hidden.isEmpty()
                || saved.isEmpty()) {
            return false;
        }
        found(who, items.get());
        acknowledged(who, sources.get(), blocked.get(), listed.get(), saved.get());
        var expected = Expected.of(reads(sources.get()), blocked.get());
        feeds.compare(who, expected, listed.get(), hidden.get());
        deliveries += expected.deliveries();
        articles += listed.get().size();
        return true;
    }

    /** What was found out about a source has come back to those who read it. */
    private void found(Profile who, List<JsonNode> sources) {
        for (var source : sources) {
            findings.looked(Invariant.I1, 1);
            var state = source.path("state").asText();
            if (!state.equals("active")) {
                findings.violated(Invariant.I1, who + ": " + source.path("url").asText() + " is still " + state);
            }
        }
    }

    private List<FakeSource> reads(Set<String> addresses) {
        return newsroom.sources().stream()
                .filter(source -> addresses.contains(newsroom.address(source).toString()))
                .toList();
    }

    private void acknowledged(
            Profile who, Set<String> sources, Set<String> blocked, List<Article> listed, List<Article> saved) {
        who.subscriptions()
                .forEach((url, register) ->
                        hold(register, sources.contains(url.toString()), who + ": subscription to " + url));
        who.blockedDomains()
                .forEach((domain, register) -> hold(register, blocked.contains(domain), who + ": block of " + domain));
        var savedIds = saved.stream().map(Article::id).collect(Collectors.toSet());
        who.savedArticles()
                .forEach((id, register) -> hold(register, savedIds.contains(id), who + ": article " + id + " saved"));
        listed.forEach(article -> {
            var register = who.readArticles().get(article.id());
            if (register != null) {
                hold(register, article.read(), who + ": article " + article.id() + " read");
            }
        });
    }

    private void hold(Register<Boolean> register, boolean actual, String what) {
        findings.looked(Invariant.I9, Math.max(1, register.acknowledged()));
        if (!register.possible().contains(actual)) {
            findings.violated(
                    Invariant.I9,
                    what + " is " + actual + ", although " + !actual + " was the last that was acknowledged: "
                            + register.history());
        }
    }

    private static Set<String> texts(Collection<JsonNode> items, String field) {
        return items.stream().map(item -> item.path(field).asText()).collect(Collectors.toCollection(HashSet::new));
    }
}
