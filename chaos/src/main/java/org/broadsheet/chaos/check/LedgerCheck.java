package org.broadsheet.chaos.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.chaos.load.Api;
import org.broadsheet.chaos.load.Article;
import org.broadsheet.chaos.load.Profile;
import org.broadsheet.chaos.load.Reading;
import org.broadsheet.chaos.load.Register;
import org.broadsheet.chaos.network.Networks;
import org.broadsheet.chaos.network.Timeline;
import org.broadsheet.chaos.source.Newsroom;
import org.broadsheet.chaos.source.Share;

/** Reads everybody's things when all has come to rest, and holds them against the ledgers (I1, I2, I3, I8, I9, I11, I12). */
public final class LedgerCheck {
    private static final int PAGE = 100;
    private static final String TIMELINE = "timeline:";
    /** What networks answer in the end, when all of a timeline was read. */
    private static final String LEFT_ALONE = "The network wants no more questions before ";

    private final Newsroom newsroom;
    private final Networks networks;
    private final Findings findings;
    private final FeedCheck feeds;
    private final TimelinePrivacy privacy;
    private long deliveries;
    private long articles;

    public LedgerCheck(Newsroom newsroom, Networks networks, Findings findings) {
        this.newsroom = newsroom;
        this.networks = networks;
        this.privacy = new TimelinePrivacy(networks, findings);
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
        var hidden = Reading.articles(api, "feed/hidden", PAGE);
        var saved = Reading.articles(api, "feed?order=newest&state=saved", PAGE);
        var connections = Reading.items(api, "connections", PAGE);
        if (items.isEmpty()
                || sources.isEmpty()
                || blocked.isEmpty()
                || listed.isEmpty()
                || hidden.isEmpty()
                || saved.isEmpty()
                || connections.isEmpty()) {
            return false;
        }
        found(who, items.get());
        acknowledged(who, sources.get(), blocked.get(), listed.get(), saved.get());
        connected(who, connections.get());
        var gone = networks.of(who.number()).map(Timeline::gone).orElse(Set.of());
        var expected = Expected.of(shares(who, sources.get()), gone, blocked.get());
        feeds.compare(
                who,
                expected,
                listed.get(),
                hidden.get().stream().map(Article::url).toList());
        List.of(listed.get(), hidden.get(), saved.get()).forEach(articles -> privacy.look(who, articles));
        deliveries += expected.deliveries();
        articles += listed.get().size();
        return true;
    }

    /** What was found out about a source has come back to those who read it. */
    private void found(Profile who, List<JsonNode> sources) {
        for (var source : sources) {
            findings.looked(Invariant.I1, 1);
            var state = source.path("state").asText();
            var url = source.path("url").asText();
            boolean leftAlone =
                    url.startsWith(TIMELINE) && source.path("reason").asText().startsWith(LEFT_ALONE);
            if (!state.equals("active") && !leftAlone) {
                findings.violated(Invariant.I1, who + ": " + url + " is still " + state);
            }
        }
    }

    /** What happened to an account elsewhere has come back to its owner, and it is connected if they said so last. */
    private void connected(Profile who, List<JsonNode> connections) {
        hold(who.connected(), !connections.isEmpty(), who + ": account connected");
        for (var connection : connections) {
            findings.looked(Invariant.I1, 1);
            var state = connection.path("state").asText();
            if (!state.equals("active")) {
                findings.violated(Invariant.I1, who + ": the account elsewhere is still " + state);
            }
        }
    }

    /** Of a timeline all that is there, since it was read whole when nothing changed any more. */
    private List<Share> shares(Profile who, Set<String> addresses) {
        var feeds = newsroom.sources().stream()
                .filter(source -> addresses.contains(newsroom.address(source).toString()))
                .flatMap(source -> source.shares().stream());
        var timeline = addresses.stream()
                .filter(address -> address.startsWith(TIMELINE))
                .flatMap(address -> networks.of(who.number()).stream())
                .flatMap(own -> own.shares().stream());
        return Stream.concat(feeds, timeline).toList();
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
